// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.util.PSQLException;

/** Metadata, pgjdbc's own interfaces, and what connections remember. */
final class DriverProbes {

  private DriverProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addMetaData(probes);
    addDriver(probes);
    addConnections(probes);
  }

  private static Object columns(ResultSet rows, String... names) throws SQLException {
    List<Object> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (String name : names) {
        row.add(rows.getString(name));
      }
      all.add(String.join(",", row.stream().map(String::valueOf).toList()));
    }
    return all;
  }

  private static void addMetaData(Map<String, Probes.Probe> probes) {
    probes.put(
        "columns of a table with everything",
        c -> {
          Probes.run(
              c,
              "CREATE TYPE e AS ENUM ('a'); CREATE TABLE m (id bigint GENERATED ALWAYS AS IDENTITY"
                  + " PRIMARY KEY, e e DEFAULT 'a', v varchar(7) NOT NULL DEFAULT 'x', n"
                  + " numeric(9,2), g int GENERATED ALWAYS AS (1 + 1) STORED, ts timestamptz(3)"
                  + " DEFAULT now(), a text[], b bit(3), u uuid DEFAULT gen_random_uuid())");
          return columns(
              c.getMetaData().getColumns(null, "public", "m", "%"),
              "COLUMN_NAME",
              "DATA_TYPE",
              "TYPE_NAME",
              "COLUMN_SIZE",
              "DECIMAL_DIGITS",
              "NULLABLE",
              "ORDINAL_POSITION",
              "IS_NULLABLE",
              "IS_AUTOINCREMENT",
              "IS_GENERATEDCOLUMN");
        });
    probes.put(
        "keys between tables",
        c -> {
          Probes.run(
              c,
              "CREATE TABLE pa (a int, b int, PRIMARY KEY (b, a)); CREATE TABLE ch (x int, y int,"
                  + " CONSTRAINT ch_fk FOREIGN KEY (x, y) REFERENCES pa (b, a) ON DELETE CASCADE ON"
                  + " UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED)");
          return columns(
              c.getMetaData().getCrossReference(null, null, "pa", null, null, "ch"),
              "PKTABLE_NAME",
              "PKCOLUMN_NAME",
              "FKTABLE_NAME",
              "FKCOLUMN_NAME",
              "KEY_SEQ",
              "UPDATE_RULE",
              "DELETE_RULE",
              "FK_NAME",
              "PK_NAME",
              "DEFERRABILITY");
        });
    probes.put(
        "indexes of a table",
        c -> {
          Probes.run(
              c,
              "CREATE UNIQUE INDEX ti ON t (i DESC, s); CREATE INDEX tx ON t (lower(x)) WHERE i >"
                  + " 1; CREATE INDEX tj ON t USING gin (j)");
          return columns(
              c.getMetaData().getIndexInfo(null, null, "t", false, true),
              "NON_UNIQUE",
              "INDEX_NAME",
              "TYPE",
              "ORDINAL_POSITION",
              "COLUMN_NAME",
              "ASC_OR_DESC");
        });
    probes.put(
        "only the unique indexes",
        c ->
            columns(
                c.getMetaData().getIndexInfo(null, "public", "k", true, true),
                "INDEX_NAME",
                "COLUMN_NAME"));
    probes.put("schemas", c -> columns(c.getMetaData().getSchemas(null, "pub%"), "TABLE_SCHEM"));
    probes.put("table types", c -> columns(c.getMetaData().getTableTypes(), "TABLE_TYPE"));
    probes.put(
        "views and sequences as tables",
        c -> {
          Probes.run(
              c,
              "CREATE VIEW vv AS SELECT 1 AS a; CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a;"
                  + " CREATE SEQUENCE sq; CREATE TEMP TABLE tt (a int)");
          return columns(
              c.getMetaData()
                  .getTables(
                      null,
                      null,
                      "%",
                      new String[] {"VIEW", "MATERIALIZED VIEW", "SEQUENCE", "TEMPORARY TABLE"}),
              "TABLE_NAME",
              "TABLE_TYPE");
        });
    probes.put(
        "best row identifier",
        c ->
            columns(
                c.getMetaData().getBestRowIdentifier(null, null, "k", 2, true),
                "COLUMN_NAME",
                "DATA_TYPE",
                "TYPE_NAME"));
    probes.put(
        "metadata of a join",
        c -> {
          try (ResultSet r =
              c.createStatement()
                  .executeQuery(
                      "SELECT t.id AS x, k.name, 1 + 1, t.n FROM t, k AS q(id, name), k")) {
            ResultSetMetaData m = r.getMetaData();
            List<Object> all = new ArrayList<>();
            for (int i = 1; i <= m.getColumnCount(); i++) {
              all.add(
                  List.of(
                      m.getColumnLabel(i),
                      m.getColumnName(i),
                      m.getTableName(i),
                      m.getSchemaName(i),
                      m.isNullable(i),
                      m.isAutoIncrement(i),
                      m.getPrecision(i),
                      m.getScale(i),
                      m.getColumnDisplaySize(i),
                      m.getColumnClassName(i),
                      m.isSigned(i),
                      m.isCaseSensitive(i)));
            }
            return all;
          }
        });
  }

  private static void addDriver(Map<String, Probes.Probe> probes) {
    probes.put(
        "prepare threshold",
        c -> {
          try (PreparedStatement s = c.prepareStatement("SELECT 1")) {
            PGStatement pg = s.unwrap(PGStatement.class);
            pg.setPrepareThreshold(3);
            return pg.getPrepareThreshold();
          }
        });
    probes.put(
        "escapes of the driver",
        c -> {
          PGConnection pg = c.unwrap(PGConnection.class);
          return List.of(pg.escapeIdentifier("A\"b"), pg.escapeLiteral("it's"));
        });
    probes.put(
        "autosave and settings",
        c -> {
          PGConnection pg = c.unwrap(PGConnection.class);
          return List.of(
              pg.getAutosave(),
              pg.getPreferQueryMode(),
              pg.getDefaultFetchSize(),
              pg.getPrepareThreshold());
        });
    probes.put(
        "isWrapperFor",
        c -> List.of(c.isWrapperFor(PGConnection.class), c.isWrapperFor(Runnable.class)));
    probes.put(
        "fields of an error",
        c -> {
          try {
            Probes.run(c, "INSERT INTO k (id, name, age) VALUES (gen_random_uuid(), 'a', -1)");
            return "no error";
          } catch (PSQLException e) {
            var fields = e.getServerErrorMessage();
            return List.of(
                String.valueOf(fields.getSeverity()), String.valueOf(fields.getTable()),
                String.valueOf(fields.getConstraint()), String.valueOf(fields.getSchema()),
                fields.getPosition(), e.getErrorCode());
          }
        });
    probes.put(
        "callable statement",
        c -> {
          try (CallableStatement s = c.prepareCall("SELECT ?::int + 1")) {
            s.setInt(1, 4);
            return Rendering.of(s.executeQuery());
          }
        });
  }

  private static void addConnections(Map<String, Probes.Probe> probes) {
    probes.put(
        "client info",
        c -> {
          c.setClientInfo("ApplicationName", "probe");
          return List.of(
              String.valueOf(c.getClientInfo("ApplicationName")),
              TransactionProbes.text(c, "SHOW application_name"));
        });
    probes.put("warnings", c -> String.valueOf(c.getWarnings()));
    probes.put(
        "catalog stays",
        c -> {
          String before = c.getCatalog();
          c.setCatalog("nope");
          return before.equals(c.getCatalog());
        });
    probes.put(
        "setSchema",
        c -> {
          Probes.run(c, "CREATE SCHEMA other");
          c.setSchema("other");
          Probes.run(c, "CREATE TABLE o (a int)");
          return List.of(
              c.getSchema(), TransactionProbes.text(c, "SELECT 'other.o'::regclass::text"));
        });
    probes.put(
        "holdability",
        c -> {
          c.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
          return c.getHoldability();
        });
    probes.put("network timeout", c -> c.getNetworkTimeout());
    probes.put(
        "a result outlives its transaction",
        TransactionProbes.manual(
            c -> {
              ResultSet rows = c.createStatement().executeQuery("SELECT id FROM t ORDER BY id");
              rows.next();
              c.commit();
              return List.of(rows.next(), rows.getInt(1));
            }));
    probes.put(
        "autocommit in a transaction",
        TransactionProbes.manual(
            c -> {
              Probes.run(c, "DELETE FROM t");
              c.setAutoCommit(false);
              c.rollback();
              return TransactionProbes.count(c);
            }));
    probes.put(
        "read only in the middle of a transaction",
        TransactionProbes.manual(
            c -> {
              Probes.run(c, "SELECT 1");
              c.setReadOnly(true);
              return c.isReadOnly();
            }));
  }
}
