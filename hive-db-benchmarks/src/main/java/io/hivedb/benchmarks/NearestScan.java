// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;

/** The five nearest of many vectors without an index, so that every backend gives the same. */
final class NearestScan {

  private static final int NEAREST = 5;
  private static final int BATCH = 500;
  private static final long SEED = 20261121L;

  private NearestScan() {}

  /** Milliseconds for one query. */
  static Workload of(int count, int dimensions) {
    return connection -> {
      String table = "scanned_" + dimensions;
      load(connection, table, count, dimensions);
      Random random = new Random(SEED + 1);
      PreparedStatement select =
          connection.prepareStatement(
              "select id from " + table + " order by v <-> ?::vector limit " + NEAREST);
      return () -> {
        select.setString(1, vector(random, dimensions));
        long begin = System.nanoTime();
        int found = 0;
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            found++;
          }
        }
        if (found != NEAREST) {
          throw new SQLException(found + " neighbours");
        }
        return Starts.since(begin);
      };
    };
  }

  private static void load(Connection connection, String table, int count, int dimensions)
      throws SQLException {
    Statements.run(
        connection,
        "create table " + table + " (id int primary key, v vector(" + dimensions + "))");
    Random random = new Random(SEED);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + table + " values (?, ?::vector)")) {
      for (int id = 0; id < count; id++) {
        insert.setInt(1, id);
        insert.setString(2, vector(random, dimensions));
        insert.addBatch();
        if (id % BATCH == BATCH - 1 || id == count - 1) {
          insert.executeBatch();
        }
      }
    }
  }

  private static String vector(Random random, int dimensions) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < dimensions; i++) {
      text.append(i == 0 ? "" : ",").append(random.nextFloat());
    }
    return text.append(']').toString();
  }
}
