// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import java.sql.SQLException;
import java.util.List;

/** Ten threads on a pool of ten, beside one connection alone on the same database. */
final class PgliteLoad {

  private static final int THREADS = 10;
  private static final double LEAST_RATE = 0.8;
  private static final double MICROS = 1000;

  private PgliteLoad() {}

  static List<Row> run(Scale scale) throws InterruptedException {
    try (HiveDb db =
        HiveDb.start(
            config -> config.backend("pglite").poolSize(THREADS).ignoreOutsideSettings())) {
      MixedLoad load = MixedLoad.prepare(db.dataSource());
      load.run(1, scale.single());
      double before = load.run(1, scale.single());
      double many = load.run(THREADS, scale.load());
      double after = load.run(1, scale.single());
      String what =
          "10 threads, pool of 10, mixed transactions, " + scale.load().toSeconds() + " s";
      return List.of(
          Row.alone(what + ": errors, wrong results, lost updates", "", load.faults(), 0),
          Row.against(
              "one connection",
              what + ": time for each (rate ≥ " + LEAST_RATE + "×)",
              "µs",
              many * MICROS,
              (before + after) / 2 * MICROS,
              1 / LEAST_RATE));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
