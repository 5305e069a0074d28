// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Transactions, savepoints and what connections remember. */
final class TransactionProbes {

  private TransactionProbes() {}

  static Probes.Probe manual(Probes.Probe probe) {
    return connection -> {
      connection.setAutoCommit(false);
      return probe.run(connection);
    };
  }

  static String count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return "count " + rows.getInt(1);
    }
  }

  static String state(Connection connection, String sql) {
    try {
      Probes.run(connection, sql);
      return "ok";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    addBasics(probes);
    addFailures(probes);
    addSavepoints(probes);
  }

  private static void addBasics(Map<String, Probes.Probe> probes) {
    probes.put(
        "rollback",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              c.rollback();
              return count(c);
            }));
    probes.put(
        "commit",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              c.commit();
              c.rollback();
              return count(c);
            }));
    probes.put(
        "DDL rolls back",
        manual(
            c -> {
              Probes.run(c, "CREATE TABLE z (a int)");
              Probes.run(c, "INSERT INTO z VALUES (1)");
              c.rollback();
              return state(c, "SELECT * FROM z");
            }));
    probes.put(
        "commit in autocommit mode",
        c -> {
          c.commit();
          return "committed";
        });
    probes.put(
        "rollback in autocommit mode",
        c -> {
          c.rollback();
          return "rolled back";
        });
    probes.put(
        "setAutoCommit(true) commits",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              c.setAutoCommit(true);
              return count(c);
            }));
    probes.put(
        "now() stands still",
        manual(
            c -> {
              String first = text(c, "SELECT now()::text");
              return first.equals(text(c, "SELECT current_timestamp::text"));
            }));
    probes.put(
        "sequences do not roll back",
        manual(
            c -> {
              Probes.run(c, "INSERT INTO t (i) VALUES (1)");
              c.rollback();
              return text(c, "INSERT INTO t (i) VALUES (1) RETURNING id");
            }));
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void addFailures(Map<String, Probes.Probe> probes) {
    probes.put(
        "after an error",
        manual(
            c -> {
              String first = state(c, "SELECT 1 / 0");
              return List.of(
                  first, state(c, "SELECT 1"), state(c, "SELEC"), state(c, "SELECT * FROM nope"));
            }));
    probes.put(
        "after an error and rollback",
        manual(
            c -> {
              state(c, "SELECT 1 / 0");
              c.rollback();
              return state(c, "SELECT 1");
            }));
    probes.put(
        "commit after an error",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              state(c, "SELECT 1 / 0");
              c.commit();
              return "committed";
            }));
    probes.put(
        "the state after such a commit",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              state(c, "SELECT 1 / 0");
              try {
                c.commit();
              } catch (SQLException e) {
                return e.getSQLState() + " " + count(c);
              }
              return count(c);
            }));
    probes.put(
        "error in autocommit mode",
        c -> {
          String first = state(c, "SELECT 1 / 0");
          return List.of(first, state(c, "SELECT 1"));
        });
    probes.put(
        "a client's error leaves the transaction alone",
        manual(
            c -> {
              try (ResultSet rows = c.createStatement().executeQuery("SELECT 'a'::text")) {
                rows.next();
                rows.getInt(1);
              } catch (SQLException e) {
                return e.getSQLState() + " " + state(c, "SELECT 1");
              }
              return "no error";
            }));
  }

  private static void addSavepoints(Map<String, Probes.Probe> probes) {
    probes.put(
        "savepoint",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t WHERE id = 1");
              Savepoint savepoint = c.setSavepoint();
              Probes.run(c, "DELETE FROM t");
              c.rollback(savepoint);
              return count(c);
            }));
    probes.put(
        "savepoint before the first write",
        manual(
            c -> {
              Savepoint savepoint = c.setSavepoint("a");
              Probes.run(c, "DELETE FROM t");
              c.rollback(savepoint);
              c.commit();
              return count(c);
            }));
    probes.put(
        "savepoint heals an error",
        manual(
            c -> {
              Probes.run(c, "DELETE FROM t WHERE id = 1");
              Savepoint savepoint = c.setSavepoint("My \"Point\"");
              state(c, "INSERT INTO t (id) VALUES (2)");
              c.rollback(savepoint);
              c.commit();
              return count(c);
            }));
    probes.put(
        "released savepoint",
        manual(
            c -> {
              Savepoint savepoint = c.setSavepoint("a");
              c.releaseSavepoint(savepoint);
              c.rollback(savepoint);
              return "rolled back";
            }));
    probes.put("savepoint in autocommit mode", c -> c.setSavepoint().getSavepointId());
    probes.put("id of a named savepoint", manual(c -> c.setSavepoint("a").getSavepointId()));
    probes.put("name of an unnamed savepoint", manual(c -> c.setSavepoint().getSavepointName()));
    probes.put(
        "outer savepoint after inner",
        manual(
            c -> {
              Savepoint outer = c.setSavepoint("o");
              Probes.run(c, "DELETE FROM t WHERE id = 1");
              c.setSavepoint("i");
              Probes.run(c, "DELETE FROM t");
              c.rollback(outer);
              return count(c) + " " + state(c, "ROLLBACK TO i");
            }));
    probes.put("unknown savepoint", manual(c -> state(c, "ROLLBACK TO nope")));
  }
}
