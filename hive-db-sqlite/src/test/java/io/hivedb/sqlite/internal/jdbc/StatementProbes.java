// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Running statements: counts, several results, batches, scrolling, bounds. */
final class StatementProbes {

  /** Uses a statement. */
  @FunctionalInterface
  interface Use {
    Object of(Statement statement) throws Exception;
  }

  private StatementProbes() {}

  static Probes.Probe with(Use use) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        return Rendering.of(use.of(statement));
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    addCounts(probes);
    addRepeats(probes);
    addSeveral(probes);
    addBatches(probes);
    addPreparedBatches(probes);
  }

  private static void addCounts(Map<String, Probes.Probe> probes) {
    probes.put("executeUpdate count", with(s -> s.executeUpdate("UPDATE t SET i = 1")));
    probes.put("executeUpdate of DDL", with(s -> s.executeUpdate("CREATE TABLE z (a int)")));
    probes.put("executeUpdate of SELECT", with(s -> s.executeUpdate("SELECT 1")));
    probes.put("executeQuery of UPDATE", with(s -> s.executeQuery("UPDATE t SET i = 1")));
    probes.put("executeLargeUpdate", with(s -> s.executeLargeUpdate("DELETE FROM t")));
    probes.put("execute SELECT", with(s -> s.execute("SELECT 1")));
    probes.put("execute UPDATE", with(s -> s.execute("UPDATE t SET i = 1")));
    probes.put("execute empty", with(s -> List.of(s.execute(""), s.getUpdateCount())));
    probes.put("execute comment", with(s -> List.of(s.execute("-- no"), s.getUpdateCount())));
    probes.put(
        "getUpdateCount of SELECT",
        with(
            s -> {
              s.execute("SELECT 1");
              return List.of(s.getUpdateCount(), s.getMoreResults(), s.getUpdateCount());
            }));
    probes.put(
        "INSERT RETURNING",
        with(s -> s.executeQuery("INSERT INTO t (i) VALUES (5) RETURNING i, id")));
    probes.put(
        "executeUpdate of INSERT RETURNING",
        with(s -> s.executeUpdate("INSERT INTO t (i) VALUES (5) RETURNING id")));
    probes.put("unique violation", with(s -> s.execute("INSERT INTO t (id) VALUES (1)")));
    probes.put("syntax error", with(s -> s.execute("SELEC 1")));
    probes.put("missing table", with(s -> s.execute("SELECT * FROM nope")));
    probes.put("missing column", with(s -> s.execute("SELECT nope FROM t")));
    probes.put("division by zero", with(s -> s.executeQuery("SELECT 1 / 0")));
    probes.put("not null violation", with(s -> s.execute("INSERT INTO k VALUES (NULL, 'a')")));
    probes.put(
        "check violation",
        with(
            s ->
                s.execute(
                    "INSERT INTO k VALUES ('00000000-0000-0000-0000-000000000001', 'a', 0)")));
    probes.put(
        "foreign key violation",
        with(
            s ->
                s.execute(
                    "INSERT INTO k VALUES ('00000000-0000-0000-0000-000000000001', 'a', 1,"
                        + " '00000000-0000-0000-0000-000000000002')")));
  }

  private static void addRepeats(Map<String, Probes.Probe> probes) {
    probes.put(
        "a statement that failed works again",
        connection -> {
          PreparedStatement s = connection.prepareStatement("SELECT 6 / ?::int");
          List<Object> seen = new ArrayList<>();
          for (int divisor : new int[] {2, 0, 3, 0, 1}) {
            s.setInt(1, divisor);
            try (ResultSet rows = s.executeQuery()) {
              rows.next();
              seen.add(rows.getInt(1));
            } catch (SQLException e) {
              seen.add(e.getSQLState());
            }
          }
          return seen;
        });
    probes.put(
        "a constraint that failed holds again",
        connection -> {
          PreparedStatement s = connection.prepareStatement("INSERT INTO t (id) VALUES (?)");
          List<Object> seen = new ArrayList<>();
          for (int id : new int[] {1, 50, 50, 51}) {
            s.setInt(1, id);
            try {
              seen.add(s.executeUpdate());
            } catch (SQLException e) {
              seen.add(e.getSQLState());
            }
          }
          return seen;
        });
  }

  private static List<Object> results(Statement statement, boolean first) throws SQLException {
    List<Object> seen = new ArrayList<>();
    boolean rows = first;
    while (rows || statement.getUpdateCount() != -1) {
      seen.add(rows ? Rendering.of(statement.getResultSet()) : statement.getUpdateCount());
      rows = statement.getMoreResults();
    }
    return seen;
  }

  private static void addSeveral(Map<String, Probes.Probe> probes) {
    probes.put(
        "two statements",
        with(s -> results(s, s.execute("UPDATE t SET i = 1; SELECT count(*) AS n FROM t;"))));
    probes.put(
        "three statements",
        with(s -> results(s, s.execute("SELECT 1 AS a; SELECT 2 AS b;; UPDATE t SET i = 3"))));
    probes.put("two queries in executeQuery", with(s -> s.executeQuery("SELECT 1; SELECT 2")));
    probes.put(
        "update and query in executeQuery",
        with(s -> s.executeQuery("UPDATE t SET i = 9; SELECT 2 AS b")));
    probes.put(
        "two updates in executeUpdate",
        with(s -> s.executeUpdate("UPDATE t SET i = 9; DELETE FROM t WHERE id = 1")));
    probes.put(
        "the second fails, so the first is undone",
        with(
            s -> {
              try {
                s.execute("DELETE FROM t; SELECT 1 / 0");
                return "no error";
              } catch (SQLException e) {
                return List.of(
                    e.getSQLState(), Rendering.of(s.executeQuery("SELECT count(*) AS n FROM t")));
              }
            }));
    probes.put(
        "prepared with two statements",
        connection -> {
          PreparedStatement s =
              connection.prepareStatement("UPDATE t SET i = ?; SELECT i FROM t WHERE id = ?");
          s.setInt(1, 8);
          s.setInt(2, 2);
          return results(s, s.execute());
        });
  }

  private static void addBatches(Map<String, Probes.Probe> probes) {
    probes.put(
        "batch",
        with(
            s -> {
              s.addBatch("UPDATE t SET i = 1");
              s.addBatch("INSERT INTO t (i) VALUES (2)");
              s.addBatch("CREATE TABLE z (a int)");
              return s.executeBatch();
            }));
    probes.put("empty batch", with(Statement::executeBatch));
    probes.put(
        "batch that fails",
        with(
            s -> {
              s.addBatch("INSERT INTO t (i) VALUES (2)");
              s.addBatch("INSERT INTO t (id) VALUES (1)");
              s.addBatch("INSERT INTO t (i) VALUES (3)");
              return s.executeBatch();
            }));
    probes.put(
        "batch with a query",
        with(
            s -> {
              s.addBatch("SELECT 1");
              return s.executeBatch();
            }));
    probes.put(
        "clearBatch",
        with(
            s -> {
              s.addBatch("SELECT 1");
              s.clearBatch();
              return s.executeBatch();
            }));
    probes.put(
        "next exception of a batch",
        with(
            s -> {
              s.addBatch("INSERT INTO t (id) VALUES (1)");
              try {
                return s.executeBatch();
              } catch (SQLException e) {
                return e.getNextException().getSQLState();
              }
            }));
  }

  private static void addPreparedBatches(Map<String, Probes.Probe> probes) {
    probes.put(
        "prepared batch",
        connection -> {
          PreparedStatement s = connection.prepareStatement("INSERT INTO t (i) VALUES (?)");
          for (int i = 0; i < 3; i++) {
            s.setInt(1, i);
            s.addBatch();
          }
          return s.executeLargeBatch();
        });
    probes.put(
        "a failed batch leaves nothing in autocommit mode",
        connection -> {
          PreparedStatement s = connection.prepareStatement("INSERT INTO t (id) VALUES (?)");
          for (int id : new int[] {100, 1, 101}) {
            s.setInt(1, id);
            s.addBatch();
          }
          try {
            return s.executeBatch();
          } catch (SQLException e) {
            return connection.createStatement().executeQuery("SELECT count(*) AS n FROM t");
          }
        });
  }
}
