// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static io.hivedb.sqlite.internal.jdbc.TransactionProbes.count;
import static io.hivedb.sqlite.internal.jdbc.TransactionProbes.manual;
import static io.hivedb.sqlite.internal.jdbc.TransactionProbes.state;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** What connections remember, and transactions by SQL. */
final class ConnectionProbes {

  private ConnectionProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addSettings(probes);
    addShown(probes);
    addSql(probes);
  }

  private static void addSettings(Map<String, Probes.Probe> probes) {
    probes.put("isolation", Connection::getTransactionIsolation);
    probes.put(
        "setTransactionIsolation",
        c -> {
          c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
          return c.getTransactionIsolation();
        });
    probes.put(
        "setTransactionIsolation(NONE)",
        c -> {
          c.setTransactionIsolation(Connection.TRANSACTION_NONE);
          return "set";
        });
    probes.put(
        "isolation in a transaction",
        manual(
            c -> {
              Probes.run(c, "SELECT 1");
              c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
              return "set";
            }));
    probes.put(
        "read only in a transaction",
        manual(
            c -> {
              Probes.run(c, "SELECT 1");
              c.setReadOnly(true);
              return "set";
            }));
    probes.put(
        "write in a read-only transaction",
        c -> {
          c.setReadOnly(true);
          c.setAutoCommit(false);
          return List.of(c.isReadOnly(), state(c, "DELETE FROM t"));
        });
    probes.put(
        "DDL in a read-only transaction",
        c -> {
          c.setReadOnly(true);
          c.setAutoCommit(false);
          return state(c, "CREATE TABLE z (a int)");
        });
    probes.put("getSchema", Connection::getSchema);
    probes.put("getHoldability", Connection::getHoldability);
    probes.put("getTypeMap", c -> c.getTypeMap().size());
    probes.put("createClob", Connection::createClob);
    probes.put("createStruct", c -> c.createStruct("x", new Object[0]));
    probes.put(
        "closed connection",
        c -> {
          c.close();
          return c.createStatement();
        });
    probes.put(
        "isValid of a closed connection",
        c -> {
          c.close();
          return c.isValid(1);
        });
    probes.put(
        "close twice",
        c -> {
          c.close();
          c.close();
          return c.isClosed();
        });
  }

  private static void addShown(Map<String, Probes.Probe> probes) {
    probes.put(
        "SHOW of the level that was set",
        c -> {
          c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
          return TransactionProbes.text(c, "SHOW transaction_isolation");
        });
    probes.put(
        "SHOW of the default level",
        c -> {
          c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          return TransactionProbes.text(c, "SHOW default_transaction_isolation");
        });
    probes.put(
        "SHOW of a transaction's level",
        c -> {
          Probes.run(c, "BEGIN ISOLATION LEVEL REPEATABLE READ");
          return List.of(
              TransactionProbes.text(c, "SHOW transaction_isolation"), c.getTransactionIsolation());
        });
    probes.put(
        "the level that SQL has set",
        c -> {
          Probes.run(c, "SET default_transaction_isolation = 'serializable'");
          return c.getTransactionIsolation();
        });
    probes.put(
        "the level that SQL has set for the session",
        c -> {
          Probes.run(c, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
          return c.getTransactionIsolation();
        });
    probes.put(
        "SHOW of a read-only transaction",
        manual(
            c -> {
              c.setReadOnly(true);
              return TransactionProbes.text(c, "SHOW transaction_read_only");
            }));
    probes.put(
        "read only by SQL",
        c -> {
          Probes.run(c, "SET default_transaction_read_only = on");
          return state(c, "DELETE FROM t");
        });
  }

  private static void addSql(Map<String, Probes.Probe> probes) {
    probes.put(
        "BEGIN and ROLLBACK as SQL",
        c -> {
          Probes.run(c, "BEGIN");
          Probes.run(c, "DELETE FROM t");
          Probes.run(c, "ROLLBACK");
          return count(c);
        });
    probes.put(
        "BEGIN and COMMIT as SQL",
        c -> {
          Probes.run(c, "BEGIN; DELETE FROM t; COMMIT");
          return count(c);
        });
    probes.put("COMMIT without BEGIN", c -> state(c, "COMMIT"));
    probes.put("SAVEPOINT without BEGIN", c -> state(c, "SAVEPOINT a"));
    probes.put(
        "read-only BEGIN",
        c -> {
          Probes.run(c, "BEGIN READ ONLY");
          return state(c, "DELETE FROM t");
        });
    probes.put(
        "COMMIT as SQL after an error",
        c -> {
          Probes.run(c, "BEGIN");
          state(c, "SELECT 1 / 0");
          return state(c, "COMMIT");
        });
  }
}
