// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;

/** Resets of a database that was prepared with so much data. */
final class SizedDatabase {

  private static final int ROW_BYTES = 1000;
  private static final int ROWS_PER_MEGABYTE = 1_000_000 / ROW_BYTES;
  private static final int MEGABYTES_AT_ONCE = 10;

  private SizedDatabase() {}

  /** The median in milliseconds; not a number where the backend has no snapshots. */
  static double reset(String backend, int megabytes, int rounds) {
    try (HiveDb db = Starts.running(backend)) {
      prepare(db, megabytes);
      Snapshot prepared = db.snapshot();
      return Medians.inTurns(rounds, () -> reset(db, prepared))[0];
    } catch (UnsupportedOperationException e) {
      return Double.NaN;
    } catch (SQLException e) {
      throw new IllegalStateException(megabytes + " MB failed on " + backend, e);
    }
  }

  private static void prepare(HiveDb db, int megabytes) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      PreparedSchema.create(connection);
      Statements.run(connection, "create table filled (id int primary key, text text not null)");
      for (int from = 0; from < megabytes; from += MEGABYTES_AT_ONCE) {
        int first = from * ROWS_PER_MEGABYTE;
        int last = Math.min(megabytes, from + MEGABYTES_AT_ONCE) * ROWS_PER_MEGABYTE - 1;
        Statements.run(
            connection,
            "insert into filled select n, repeat('x', "
                + ROW_BYTES
                + ") from generate_series("
                + first
                + ", "
                + last
                + ") n");
      }
    }
  }

  private static double reset(HiveDb db, Snapshot prepared) {
    long begin = System.nanoTime();
    db.reset(prepared);
    try (Connection connection = db.dataSource().getConnection()) {
      PreparedSchema.check(connection);
      double time = Starts.since(begin);
      PreparedSchema.disturb(connection);
      return time;
    } catch (SQLException e) {
      throw new IllegalStateException("a reset failed", e);
    }
  }
}
