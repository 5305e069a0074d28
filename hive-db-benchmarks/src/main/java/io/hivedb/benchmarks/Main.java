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

  private static final Map<String, Benchmark> BENCHMARKS = Map.of("start", new StartBenchmark());

  private Main() {}

  /**
   * Runs a benchmark.
   *
   * @param arguments its name, and the root of the checkout
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark = arguments.length == 2 ? BENCHMARKS.get(arguments[0]) : null;
    if (benchmark == null) {
      System.err.println(
          "usage: hive-db-benchmarks/run.sh " + String.join("|", BENCHMARKS.keySet()));
      System.exit(2);
      return;
    }
    System.exit(run(arguments[0], benchmark, Path.of(arguments[1])) ? 0 : 1);
  }

  private static boolean run(String name, Benchmark benchmark, Path root)
      throws IOException, InterruptedException {
    List<Row> rows = benchmark.run(new Peers(root));
    Report report = new Report(name, rows);
    System.out.println(report.table());
    report.write(root.resolve("docs/benchmarks"));
    return rows.stream().allMatch(Row::isMet);
  }
}
