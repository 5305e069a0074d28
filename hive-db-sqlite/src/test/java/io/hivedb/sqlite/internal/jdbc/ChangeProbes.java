// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/** Batches that fail, and keys of all kinds of changes. */
final class ChangeProbes {

  private ChangeProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addBatches(probes);
    addKeys(probes);
  }

  static String failed(Connection c, String sql) {
    try (Statement statement = c.createStatement()) {
      return "ran " + statement.executeUpdate(sql);
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  static long count(Connection c, String table) throws SQLException {
    try (ResultSet rows = c.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void addBatches(Map<String, Probes.Probe> probes) {
    probes.put(
        "a batch fails in the middle of a transaction",
        c -> {
          c.setAutoCommit(false);
          Statement s = c.createStatement();
          s.addBatch("INSERT INTO t (i) VALUES (1)");
          s.addBatch("INSERT INTO t (i) VALUES ('x')");
          s.addBatch("INSERT INTO t (i) VALUES (3)");
          try {
            s.executeBatch();
            return "ran";
          } catch (BatchUpdateException e) {
            return List.of(
                e.getUpdateCounts(),
                e.getSQLState(),
                e.getLargeUpdateCounts(),
                failed(c, "SELECT 1"));
          }
        });
    probes.put(
        "a batch of a key twice",
        c -> {
          PreparedStatement s =
              c.prepareStatement("INSERT INTO k (id, name) VALUES (gen_random_uuid(), ?)");
          for (String name : List.of("a", "b", "a", "c")) {
            s.setString(1, name);
            s.addBatch();
          }
          try {
            s.executeBatch();
            return "ran";
          } catch (BatchUpdateException e) {
            return List.of(
                e.getUpdateCounts(),
                e.getSQLState(),
                count(c, "k"),
                e.getNextException() == null ? "none" : e.getNextException().getSQLState());
          }
        });
    probes.put(
        "a batch of updates that change nothing",
        c -> {
          PreparedStatement s = c.prepareStatement("UPDATE t SET i = ? WHERE id = ?");
          for (int id : new int[] {1, 99, 2}) {
            s.setInt(1, id);
            s.setInt(2, id);
            s.addBatch();
          }
          return s.executeBatch();
        });
    probes.put(
        "a batch with SELECT in the middle",
        c -> {
          Statement s = c.createStatement();
          s.addBatch("UPDATE t SET i = 1");
          s.addBatch("SELECT 1");
          return s.executeBatch();
        });
    probes.put(
        "a batch with RETURNING",
        c -> {
          PreparedStatement s = c.prepareStatement("INSERT INTO t (i) VALUES (?) RETURNING id");
          s.setInt(1, 1);
          s.addBatch();
          return s.executeBatch();
        });
    probes.put(
        "an empty batch", c -> c.prepareStatement("INSERT INTO t (i) VALUES (?)").executeBatch());
    probes.put(
        "a batch without parameters set",
        c -> {
          PreparedStatement s = c.prepareStatement("INSERT INTO t (i) VALUES (?)");
          s.addBatch();
          return s.executeBatch();
        });
    probes.put(
        "executeLargeBatch",
        c -> {
          Statement s = c.createStatement();
          s.addBatch("DELETE FROM t");
          return s.executeLargeBatch();
        });
    probes.put(
        "a batch with types that change",
        c -> {
          PreparedStatement s = c.prepareStatement("INSERT INTO t (i) VALUES (?)");
          s.setInt(1, 1);
          s.addBatch();
          s.setNull(1, Types.INTEGER);
          s.addBatch();
          s.setObject(1, "7", Types.OTHER);
          s.addBatch();
          return s.executeBatch();
        });
    probes.put(
        "addBatch(String) of a prepared statement",
        c -> {
          c.prepareStatement("SELECT 1").addBatch("SELECT 2");
          return "ran";
        });
  }

  private static Object keys(Statement s) throws SQLException {
    return Rendering.of(s.getGeneratedKeys());
  }

  private static void addKeys(Map<String, Probes.Probe> probes) {
    probes.put(
        "keys of several rows",
        c -> {
          PreparedStatement s =
              c.prepareStatement(
                  "INSERT INTO t (i) SELECT generate_series(1, 3)",
                  Statement.RETURN_GENERATED_KEYS);
          return s.executeUpdate() + keys(s).toString().replaceAll("[^=;{}]*=null,? ?", "");
        });
    probes.put(
        "keys of an UPDATE by name",
        c -> {
          PreparedStatement s =
              c.prepareStatement("UPDATE t SET i = 9 WHERE id = 1", new String[] {"id", "i"});
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys of a DELETE by name",
        c -> {
          PreparedStatement s =
              c.prepareStatement("DELETE FROM t WHERE id = 2", new String[] {"id"});
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys of an unknown name",
        c -> {
          PreparedStatement s =
              c.prepareStatement("INSERT INTO t (i) VALUES (1)", new String[] {"nosuch"});
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys of an upper-case name",
        c -> {
          PreparedStatement s =
              c.prepareStatement("INSERT INTO t (i) VALUES (1)", new String[] {"ID"});
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys of an INSERT with RETURNING",
        c -> {
          PreparedStatement s =
              c.prepareStatement(
                  "INSERT INTO t (i) VALUES (1) RETURNING i", Statement.RETURN_GENERATED_KEYS);
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys of ON CONFLICT DO NOTHING",
        c -> {
          PreparedStatement s =
              c.prepareStatement(
                  "INSERT INTO t (id) VALUES (1) ON CONFLICT DO NOTHING", new String[] {"id"});
          return s.executeUpdate() + " " + keys(s);
        });
    probes.put(
        "keys of a SELECT",
        c -> {
          PreparedStatement s = c.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS);
          s.execute();
          return keys(s);
        });
    probes.put(
        "keys of WITH",
        c -> {
          PreparedStatement s =
              c.prepareStatement(
                  "WITH q AS (SELECT 5 AS n) INSERT INTO t (i) SELECT n FROM q",
                  new String[] {"id", "i"});
          s.executeUpdate();
          return keys(s);
        });
    probes.put(
        "keys before a run",
        c ->
            keys(
                c.prepareStatement(
                    "INSERT INTO t (i) VALUES (1)", Statement.RETURN_GENERATED_KEYS)));
    probes.put(
        "keys of DDL",
        c -> {
          PreparedStatement s =
              c.prepareStatement("CREATE TABLE kk (i int)", Statement.RETURN_GENERATED_KEYS);
          s.executeUpdate();
          return keys(s);
        });
  }
}
