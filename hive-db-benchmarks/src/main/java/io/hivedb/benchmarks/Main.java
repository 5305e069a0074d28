// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs one benchmark by name, prints its rows, writes its page, and fails where a bar is missed.
 */
public final class Main {

  private static final Map<String, Benchmark> BENCHMARKS =
      Map.of(
          "start",
          new StartBenchmark(),
          "junit",
          JunitBenchmark.FULL,
          "pglite",
          new PgliteBenchmark(Scale.FULL),
          "postgres",
          PostgresBenchmark.FULL,
          "reset",
          ResetBenchmark.FULL,
          "sqlite",
          new SqliteBenchmark(Scale.FULL));

  private Main() {}

  /**
   * Runs a benchmark.
   *
   * @param arguments the root of the checkout, the benchmark's name, and perhaps {@code --quick}:
   *     few rounds, no page, no bars
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    Benchmark benchmark = words.size() > 1 ? BENCHMARKS.get(words.get(1)) : null;
    boolean quick = words.size() == 3 && words.get(2).equals("--quick");
    if (benchmark == null || words.size() > (quick ? 3 : 2)) {
      System.err.println(
          "usage: hive-db-benchmarks/run.sh "
              + String.join("|", BENCHMARKS.keySet())
              + " [--quick]");
      System.exit(2);
      return;
    }
    System.exit(run(words.get(1), benchmark, Path.of(words.get(0)), quick) ? 0 : 1);
  }

  private static boolean run(String name, Benchmark full, Path root, boolean quick)
      throws IOException, InterruptedException {
    Benchmark benchmark = quick ? full.quick() : full;
    List<Row> rows = benchmark.run(new Peers(root));
    Report report = new Report(name, rows, benchmark.environment());
    System.out.println(report.table());
    if (quick) {
      return true;
    }
    report.write(root.resolve("docs/benchmarks"));
    return rows.stream().allMatch(Row::isMet);
  }
}
