// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A suite with {@code METHOD} isolation on each backend, against the same suite with zonky's Spring
 * extension, and with Testcontainers and a script.
 */
record JunitBenchmark(int rounds, int classes) implements Benchmark {

  /** 200 tests; enough runs for a median. */
  static final JunitBenchmark FULL = new JunitBenchmark(3, 10);

  private static final String ZONKY = "zonky";
  private static final String TRUNCATE = "Testcontainers + truncate";
  private static final double ANY = Double.POSITIVE_INFINITY;

  @Override
  public Benchmark quick() {
    return new JunitBenchmark(1, 1);
  }

  @Override
  public List<String> environment() {
    return List.of(
        "200 tests in 10 classes over 30 tables with an index and 20 rows each, without vectors, which"
            + " zonky has not; each test fails where it meets what another left.",
        "zonky's embedded-database-spring-test 2.8 with `refresh = AFTER_EACH_TEST_METHOD`, as it"
            + " comes: it makes its copies in advance, in the background.",
        "Testcontainers: one container, a pool, and a script that truncates all tables and fills them"
            + " again, before each test.",
        "Isolation is what lies between two tests, from the end of one's last statement to the answer"
            + " of the next one's first, per test; ours includes a database of its own for each class.");
  }

  @Override
  public List<Row> run(Peers peers) throws IOException, InterruptedException {
    Map<String, List<SuiteRun>> runs = measure(peers.root());
    List<Row> rows = new ArrayList<>();
    for (String peer : List.of(ZONKY, TRUNCATE)) {
      boolean judged = peer.equals(ZONKY);
      for (String backend : List.of("pglite", "sqlite", "postgresql")) {
        double bar = backend.equals("postgresql") ? 1.0 / 3 : 0.1;
        rows.add(
            row(runs, backend, peer, "isolation per test", SuiteRun::between, judged ? bar : ANY));
      }
      for (String backend : List.of("pglite", "sqlite", "postgresql")) {
        double bar = judged && backend.equals("pglite") ? 0.5 : ANY;
        rows.add(row(runs, backend, peer, "the whole run", SuiteRun::whole, bar));
      }
    }
    return rows;
  }

  private Map<String, List<SuiteRun>> measure(Path root) throws IOException, InterruptedException {
    Map<String, List<SuiteRun>> runs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : Contender.all()) {
        runs.computeIfAbsent(contender.name(), name -> new ArrayList<>())
            .add(SuiteRun.of(root, contender.suite(), classes, contender.settings()));
      }
    }
    return runs;
  }

  private static Row row(
      Map<String, List<SuiteRun>> runs,
      String backend,
      String peer,
      String what,
      ToDoubleFunction<SuiteRun> value,
      double bar) {
    return Row.against(
        peer,
        (backend.equals("postgresql") ? "postgresql (local)" : backend) + ": " + what,
        "ms",
        median(runs, backend, value),
        median(runs, peer, value),
        bar);
  }

  private static double median(
      Map<String, List<SuiteRun>> runs, String name, ToDoubleFunction<SuiteRun> value) {
    return Medians.median(runs.getOrDefault(name, List.of()).stream().mapToDouble(value).toArray());
  }

  /** Who runs the suite. */
  private record Contender(String name, String suite, List<String> settings) {

    static List<Contender> all() {
      return List.of(
          ours("pglite"),
          new Contender(ZONKY, "zonky", List.of()),
          ours("sqlite"),
          ours("postgresql"),
          new Contender(TRUNCATE, "truncate", List.of()));
    }

    private static Contender ours(String backend) {
      List<String> settings = new ArrayList<>();
      settings.add("-Dhive.database.backend=" + backend);
      settings.add("-Dhive.postgres.mode=local");
      String home = System.getenv(Starts.HOME);
      if (home != null && !home.isEmpty()) {
        settings.add("-Dhive.postgres.home=" + home);
      }
      return new Contender(backend, "hive", settings);
    }
  }
}
