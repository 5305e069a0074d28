// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When {@code 'now'} of a prepared statement is read anew: until the driver has it prepared. */
final class ClockProbes {

  private static final String NOW = "SELECT 'now'::timestamptz, 'now'::timestamptz = now()";

  private ClockProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put("now of one statement", c -> times(c, NOW, 8));
    probes.put(
        "now of one text", c -> List.of(times(c, NOW, 3), times(c, NOW, 3), times(c, NOW, 2)));
    probes.put("now that is written", c -> written(c, 8));
    probes.put("now in batches of one", c -> batches(c, 8, 1));
    probes.put("now in batches", c -> batches(c, 3, 2));
    probes.put("now with a parameter", c -> times(c, NOW + " WHERE 1 = ?", 8));
    probes.put("now of a statement that is described", ClockProbes::described);
    probes.put("now after DEALLOCATE ALL", ClockProbes::deallocated);
    probes.put("now of PREPARE", ClockProbes::prepared);
    probes.put("now of a transaction", ClockProbes::inTransactions);
    probes.put("today of one statement", c -> times(c, "SELECT 'today'::date, true", 7));
  }

  /** The number of each time among them, and whether it is that of its transaction. */
  private static List<String> times(Connection connection, String sql, int runs)
      throws SQLException {
    List<String> times = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < runs; i++) {
        if (sql.contains("?")) {
          statement.setInt(1, 1);
        }
        times.add(time(statement));
      }
    }
    return numbered(times);
  }

  private static String time(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1) + (rows.getBoolean(2) ? "=" : "");
    } finally {
      tick();
    }
  }

  private static void tick() {
    long before = System.currentTimeMillis();
    while (System.currentTimeMillis() < before + 2) {
      Thread.onSpinWait();
    }
  }

  private static List<String> numbered(List<String> times) {
    List<String> different = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (String time : times) {
      String plain = time.replace("=", "");
      if (!different.contains(plain)) {
        different.add(plain);
      }
      numbers.add(different.indexOf(plain) + (time.endsWith("=") ? "=" : ""));
    }
    return numbers;
  }

  private static List<String> written(Connection connection, int runs) throws SQLException {
    for (int i = 0; i < runs; i++) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t (tz) VALUES ('now')")) {
        insert.executeUpdate();
      }
      tick();
    }
    return kept(connection);
  }

  private static List<String> batches(Connection connection, int runs, int size)
      throws SQLException {
    for (int i = 0; i < runs; i++) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t (tz) VALUES ('now')")) {
        for (int n = 0; n < size; n++) {
          insert.addBatch();
        }
        insert.executeBatch();
      }
      tick();
    }
    return kept(connection);
  }

  private static List<String> kept(Connection connection) throws SQLException {
    List<String> times = new ArrayList<>();
    String sql = "SELECT tz FROM t WHERE tz > '2025-01-01' ORDER BY id";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        times.add(rows.getString(1));
      }
    }
    return numbered(times);
  }

  private static Object described(Connection connection) throws SQLException {
    List<String> times = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      statement.getParameterMetaData();
      tick();
      times.add(time(statement));
      statement.getMetaData();
      tick();
      times.add(time(statement));
      times.add(time(statement));
    }
    return numbered(times);
  }

  private static Object deallocated(Connection connection) throws SQLException {
    List<String> times = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      for (int i = 0; i < 8; i++) {
        times.add(time(statement));
        if (i == 5) {
          Probes.run(connection, "DEALLOCATE ALL");
        }
      }
    }
    return numbered(times);
  }

  private static Object prepared(Connection connection) throws SQLException {
    Probes.run(connection, "PREPARE p AS " + NOW);
    tick();
    return times(connection, "EXECUTE p", 2);
  }

  private static Object inTransactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    List<String> times = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      for (int i = 0; i < 8; i++) {
        times.add(time(statement));
        if (i == 2 || i == 5) {
          connection.rollback();
        }
      }
    }
    return numbered(times);
  }
}
