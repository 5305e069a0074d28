// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Savepoints, warnings and escapes. */
final class SessionProbes {

  private SessionProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addTransactions(probes);
    addEscapes(probes);
  }

  private static void addTransactions(Map<String, Probes.Probe> probes) {
    probes.put("setSavepoint in autocommit mode", Connection::setSavepoint);
    probes.put(
        "savepoint of a name twice",
        c -> {
          c.setAutoCommit(false);
          Savepoint first = c.setSavepoint("a");
          Probes.run(c, "DELETE FROM t WHERE id = 1");
          Savepoint second = c.setSavepoint("a");
          Probes.run(c, "DELETE FROM t");
          c.rollback(second);
          long rest = ChangeProbes.count(c, "t");
          c.rollback(first);
          return List.of(rest, ChangeProbes.count(c, "t"), first.getSavepointName());
        });
    probes.put(
        "id of a named savepoint",
        c -> {
          c.setAutoCommit(false);
          return c.setSavepoint("a").getSavepointId();
        });
    probes.put(
        "name of an unnamed savepoint",
        c -> {
          c.setAutoCommit(false);
          return c.setSavepoint().getSavepointName();
        });
    probes.put(
        "release twice",
        c -> {
          c.setAutoCommit(false);
          Savepoint point = c.setSavepoint();
          c.releaseSavepoint(point);
          c.releaseSavepoint(point);
          return "ran";
        });
    probes.put(
        "savepoint after commit",
        c -> {
          c.setAutoCommit(false);
          Savepoint point = c.setSavepoint();
          c.commit();
          c.rollback(point);
          return "ran";
        });
    probes.put(
        "savepoint with odd name",
        c -> {
          c.setAutoCommit(false);
          c.rollback(c.setSavepoint("a \"b\" c"));
          return "ran";
        });
    probes.put(
        "setReadOnly and read",
        c -> {
          c.setReadOnly(true);
          return List.of(
              c.isReadOnly(),
              ChangeProbes.count(c, "t"),
              ChangeProbes.failed(c, "DELETE FROM t"),
              ChangeProbes.failed(c, "SELECT nextval('t_id_seq')"));
        });
    probes.put(
        "warning of a statement",
        c -> {
          Statement s = c.createStatement();
          s.execute("DROP TABLE IF EXISTS nosuch");
          SQLWarning w = s.getWarnings();
          s.clearWarnings();
          return List.of(
              w.getSQLState(),
              w.getMessage(),
              String.valueOf(w.getNextWarning()),
              String.valueOf(s.getWarnings()),
              String.valueOf(c.getWarnings()));
        });
    probes.put(
        "warnings of RAISE",
        c -> {
          Statement s = c.createStatement();
          s.execute(
              "DO $$ BEGIN RAISE NOTICE 'a %', 1; RAISE WARNING 'b' USING ERRCODE = '01111'; RAISE INFO 'c'; END $$");
          List<String> all = new ArrayList<>();
          for (SQLWarning w = s.getWarnings(); w != null; w = w.getNextWarning()) {
            all.add(w.getSQLState() + " " + w.getMessage());
          }
          s.execute("SELECT 1");
          all.add(String.valueOf(s.getWarnings()));
          return all;
        });
    probes.put(
        "error of RAISE",
        c ->
            ChangeProbes.failed(
                c, "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'P1234'; END $$"));
    probes.put("nativeSQL", c -> c.nativeSQL("SELECT {d '2024-01-01'}"));
    probes.put(
        "setClientInfo",
        c -> {
          c.setClientInfo("ApplicationName", "probe");
          Properties all = c.getClientInfo();
          return List.of(
              c.getClientInfo("ApplicationName"),
              all.size(),
              String.valueOf(c.getClientInfo("nosuch")),
              Rendering.of(c.createStatement().executeQuery("SHOW application_name")));
        });
    probes.put(
        "setNetworkTimeout",
        c -> {
          c.setNetworkTimeout(Runnable::run, 1000);
          return c.getNetworkTimeout();
        });
    probes.put(
        "abort",
        c -> {
          c.abort(Runnable::run);
          return c.isClosed();
        });
    probes.put(
        "setTypeMap",
        c -> {
          c.setTypeMap(Map.of());
          return c.getTypeMap();
        });
    probes.put(
        "isolation inside a transaction that has begun",
        c -> {
          c.setAutoCommit(false);
          ChangeProbes.count(c, "t");
          c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
          return "ran";
        });
  }

  private static Object queried(Connection c, String sql) throws SQLException {
    return c.createStatement().executeQuery(sql);
  }

  private static void addEscapes(Map<String, Probes.Probe> probes) {
    probes.put("escape {d}", c -> queried(c, "SELECT {d '2024-01-02'} AS a"));
    probes.put(
        "escape {t} and {ts}",
        c -> queried(c, "SELECT {t '01:02:03'} AS a, {ts '2024-01-02 03:04:05'} AS b"));
    probes.put("escape in a text", c -> queried(c, "SELECT '{d x}' AS a"));
    probes.put(
        "escapes off",
        c -> {
          Statement s = c.createStatement();
          s.setEscapeProcessing(false);
          return s.executeQuery("SELECT {d '2024-01-02'} AS a");
        });
    probes.put("escape {limit}", c -> queried(c, "SELECT 1 AS a {limit 1}"));
    probes.put("escape that is open", c -> queried(c, "SELECT {d '2024-01-02' AS a"));
    probes.put(
        "call of a procedure",
        c -> {
          Probes.run(
              c, "CREATE PROCEDURE pr(a int) LANGUAGE sql AS 'INSERT INTO t (i) VALUES (a)'");
          CallableStatement s = c.prepareCall("CALL pr(?)");
          s.setInt(1, 77);
          s.execute();
          return ChangeProbes.count(c, "t WHERE i = 77");
        });
    probes.put(
        "dollar quotes and question marks", c -> queried(c, "SELECT $$a?b$$ AS a, $x$ ; $x$ AS b"));
    probes.put(
        "comment with a question mark",
        c -> c.prepareStatement("SELECT 1 /* ? */ AS a -- ?\n").executeQuery());
    probes.put(
        "unwrap to Connection",
        c -> c.isWrapperFor(Connection.class) && c.unwrap(Connection.class) != null);
    probes.put("unwrap of a statement", c -> c.createStatement().unwrap(Statement.class) != null);
  }
}
