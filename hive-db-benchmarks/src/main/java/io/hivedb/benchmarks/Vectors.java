// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import org.postgresql.util.PGobject;

/** Vector search over the same pseudo-random vectors of 384 dimensions on every server. */
final class Vectors {

  private static final int DIMENSIONS = 384;
  private static final int CLUSTERS = 50;
  private static final int NEAREST = 5;
  private static final int BATCH = 500;
  private static final long SEED = 20261121L;
  private static final int QUERIES = 5;

  private Vectors() {}

  /** Makes the table, without an index. */
  static void load(Connection connection, int count) throws SQLException {
    Statements.run(connection, "create table embedded (id int primary key, v vector(384))");
    Random random = new Random(SEED);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into embedded values (?, ?)")) {
      for (int id = 0; id < count; id++) {
        insert.setInt(1, id);
        insert.setObject(2, vector(random));
        insert.addBatch();
        if (id % BATCH == BATCH - 1 || id == count - 1) {
          insert.executeBatch();
        }
      }
    }
  }

  /**
   * Near one of some centres: wholly random vectors are all equally far, as no real ones are.
   * Typed, as pgvector's Java library sends it: text with a cast would be parsed anew for every
   * row.
   */
  private static PGobject vector(Random random) throws SQLException {
    Random centre = new Random(random.nextInt(CLUSTERS));
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < DIMENSIONS; i++) {
      float value = centre.nextFloat() + (random.nextFloat() - 0.5f) / 2;
      text.append(i == 0 ? "" : ",").append(value);
    }
    PGobject vector = new PGobject();
    vector.setType("vector");
    vector.setValue(text.append(']').toString());
    return vector;
  }

  /** The five nearest, by a scan or by whatever index there is; milliseconds for each query. */
  static Workload nearest() {
    return connection -> {
      Random random = new Random(SEED + 1);
      PreparedStatement select =
          connection.prepareStatement("select id from embedded order by v <-> ? limit " + NEAREST);
      return () -> {
        long begin = System.nanoTime();
        for (int i = 0; i < QUERIES; i++) {
          select.setObject(1, vector(random));
          count(select);
        }
        return Starts.since(begin) / QUERIES;
      };
    };
  }

  private static void count(PreparedStatement select) throws SQLException {
    int count = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        count++;
      }
    }
    if (count != NEAREST) {
      throw new SQLException(count + " neighbours");
    }
  }

  /** Builds the index; the last one stays. */
  static Workload build() {
    return connection ->
        () -> {
          Statements.run(connection, "drop index if exists embedded_hnsw");
          long begin = System.nanoTime();
          Statements.run(
              connection, "create index embedded_hnsw on embedded using hnsw (v vector_l2_ops)");
          return Starts.since(begin);
        };
  }
}
