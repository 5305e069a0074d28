// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What it costs a test to begin with the prepared state, on each backend.
 *
 * @param resets rounds of resets
 * @param starts rounds of server starts
 * @param megabytes sizes of prepared data, the smallest first
 */
record ResetBenchmark(int resets, int starts, List<Integer> megabytes) implements Benchmark {

  /** What the bars are written for. */
  static final ResetBenchmark FULL = new ResetBenchmark(50, 9, List.of(10, 100, 1000));

  private static final String COPY = "zonky's template copy";
  private static final double START = 1.3;
  private static final double GROWTH = 1.5;
  private static final int GROWTH_RESETS = 15;

  @Override
  public Benchmark quick() {
    return new ResetBenchmark(3, 1, List.of(1, 10));
  }

  @Override
  public List<String> environment() {
    return List.of(
        "30 tables with two indexes each and 10,000 rows; ours also with 1,000 vectors of 384"
            + " dimensions under an HNSW index, which zonky has not. Before each reset a test wrote"
            + " 1,000 rows, and made and dropped a table.",
        "A reset ends with the answer to the first query on a pooled connection.",
        "The template from disk is made by 50 Flyway migrations; both starts end with the first"
            + " query's answer.");
  }

  @Override
  public List<Row> run(Peers peers) {
    List<Row> rows = new ArrayList<>();
    try (Zonky zonky = Zonky.prepared()) {
      rows.add(reset("pglite", zonky, 2.5, 1.0 / 25));
      rows.add(reset("sqlite", zonky, 2, 1.0 / 30));
      rows.add(reset("postgresql", zonky, 20, 0.25));
    }
    rows.addAll(Forks.of("pglite").rows());
    rows.add(start("pglite"));
    rows.add(start("sqlite"));
    rows.addAll(growth("pglite"));
    rows.addAll(growth("sqlite"));
    return rows;
  }

  private Row reset(String backend, Zonky zonky, double most, double ratio) {
    String what = backend + ": reset seen by a test";
    try (FreshDatabases ours = FreshDatabases.withVectors(backend)) {
      double[] times = Medians.inTurns(resets, ours::reset, zonky::freshDatabase);
      return new Row(what, times[0], COPY, times[1], most, ratio);
    } catch (UnsupportedOperationException e) {
      return new Row(what, Double.NaN, COPY, Double.NaN, most, ratio);
    }
  }

  private Row start(String backend) {
    try (MigratedStart migrated = MigratedStart.of(backend)) {
      double[] times = Medians.inTurns(starts, migrated::withTemplate, migrated::empty);
      return Row.against(
          "an empty database",
          backend + ": start with a migrated template from disk",
          "ms",
          times[0],
          times[1],
          START);
    }
  }

  /** The largest beside the smallest: what a test changed is the same. */
  private List<Row> growth(String backend) {
    List<Row> rows = new ArrayList<>();
    double smallest = Double.NaN;
    for (int size : megabytes) {
      double time = SizedDatabase.reset(backend, size, Math.min(resets, GROWTH_RESETS));
      String what = backend + ": reset with " + size + " MB of prepared data";
      if (Double.isNaN(smallest)) {
        smallest = time;
        rows.add(Row.alone(what, time, Double.POSITIVE_INFINITY));
      } else {
        String peer = "with " + megabytes.get(0) + " MB";
        rows.add(Row.against(peer, what, "ms", time, smallest, GROWTH));
      }
    }
    return rows;
  }
}
