// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.util.List;

/** From {@code HiveDb.start()} to the first vector query's answer, on every backend. */
final class StartBenchmark implements Benchmark {

  private static final int ROUNDS = 11;

  @Override
  public List<Row> run(Peers peers) {
    double[] pglite =
        Medians.inTurns(ROUNDS, () -> Starts.hiveDb("pglite"), peers::pgliteSocketStart);
    double[] postgresql =
        Medians.inTurns(ROUNDS, () -> Starts.hiveDb("postgresql"), Starts::testcontainers);
    double[] sqlite = Medians.inTurns(ROUNDS, () -> Starts.hiveDb("sqlite"));
    return List.of(
        new Row(
            "pglite: start to first query",
            pglite[0],
            "pglite-socket",
            pglite[1],
            Double.POSITIVE_INFINITY,
            0.5),
        new Row(
            "postgresql: container start to first query",
            postgresql[0],
            "Testcontainers",
            postgresql[1],
            Double.POSITIVE_INFINITY,
            1.05),
        Row.alone("sqlite: start to first query, warm JVM", sqlite[0], 100));
  }
}
