// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes CREATE TABLE, without foreign keys: these follow the rows. */
final class Tables {

  private static final String TABLES =
      "SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_class", "c.oid")
          + " ORDER BY c.oid";

  private static final String COLUMNS =
      "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
          + " a.attgenerated, pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attribute a"
          + " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
          + " WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ";

  private static final String CONSTRAINTS =
      "SELECT o.conname, pg_get_constraintdef(o.oid) FROM pg_catalog.pg_constraint o"
          + " WHERE o.contype IN ('p', 'u', 'c', 'x') AND o.conislocal AND o.conrelid = ";

  private final Reader reader;
  private final Script script;
  private final LeftOut leftOut;
  private final Serials serials;

  Tables(Reader reader, Script script, LeftOut leftOut, Serials serials) {
    this.reader = reader;
    this.script = script;
    this.leftOut = leftOut;
    this.serials = serials;
  }

  /** Writes all, parents before partitions; returns those that have rows. */
  List<Table> create() throws SQLException, IOException {
    script.section("Tables");
    List<Table> tables = new ArrayList<>();
    for (List<@Nullable String> row : reader.rows(TABLES)) {
      Table table = create(row);
      if (!"p".equals(row.get(3)) && !table.columns().isEmpty()) {
        tables.add(table);
      }
    }
    script.section("Rows");
    return tables;
  }

  private Table create(List<@Nullable String> row) throws SQLException, IOException {
    String oid = String.valueOf(row.get(0));
    String name = Names.qualified(String.valueOf(row.get(1)), String.valueOf(row.get(2)));
    List<TableColumn> written = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean overriding = false;
    for (List<@Nullable String> column : columns(oid, name)) {
      TableColumn own =
          new TableColumn(
              Names.quoted(String.valueOf(column.get(0))), String.valueOf(column.get(1)));
      boolean serial = serials.contains(oid, String.valueOf(column.get(0)));
      parts.add(
          own.name() + " " + (serial ? Serials.type(own.type()) : own.type() + properties(column)));
      overriding |= "a".equals(column.get(3));
      if (String.valueOf(column.get(4)).isEmpty()) {
        written.add(own);
      }
    }
    constraints(oid, name, parts);
    boolean partition = "t".equals(row.get(4)) || "true".equals(row.get(4));
    script.statement(
        partition ? partition(oid, name) : "CREATE TABLE " + name + list(parts) + by(row, oid));
    return new Table(name, written, overriding);
  }

  /** Without defaults where one of them cannot be printed. */
  private List<List<@Nullable String>> columns(String oid, String table) throws SQLException {
    var columns = reader.orRefused(COLUMNS + oid + " ORDER BY a.attnum");
    if (columns.isPresent()) {
      return columns.get();
    }
    leftOut.add("defaults and generated columns of " + table);
    return reader.rows(
        COLUMNS.replace("pg_get_expr(d.adbin, d.adrelid)", "NULL") + oid + " ORDER BY a.attnum");
  }

  private static String properties(List<@Nullable String> column) {
    String text = column.get(5);
    StringBuilder properties = new StringBuilder();
    if (text == null) {
      // Nothing to add: none, or named as left out.
    } else if ("s".equals(column.get(4))) {
      properties.append(" GENERATED ALWAYS AS (").append(text).append(") STORED");
    } else if ("v".equals(column.get(4))) {
      properties.append(" GENERATED ALWAYS AS (").append(text).append(") VIRTUAL");
    } else {
      properties.append(" DEFAULT ").append(text);
    }
    String identity = String.valueOf(column.get(3));
    if (identity.equals("a") || identity.equals("d")) {
      properties
          .append(" GENERATED ")
          .append(identity.equals("a") ? "ALWAYS" : "BY DEFAULT")
          .append(" AS IDENTITY");
    }
    return properties.append("t".equals(flag(column.get(2))) ? " NOT NULL" : "").toString();
  }

  private static String flag(@Nullable String value) {
    return value == null ? "" : value.substring(0, 1);
  }

  private void constraints(String oid, String table, List<String> parts) throws SQLException {
    var constraints = reader.orRefused(CONSTRAINTS + oid + " ORDER BY o.oid");
    for (List<@Nullable String> row : constraints.orElse(List.of())) {
      parts.add("CONSTRAINT " + Names.quoted(String.valueOf(row.get(0))) + " " + row.get(1));
    }
    if (constraints.isEmpty()) {
      leftOut.add("constraints of " + table);
    }
  }

  private static String list(List<String> parts) {
    return " (\n  " + String.join(",\n  ", parts) + "\n)";
  }

  private String by(List<@Nullable String> row, String oid) throws SQLException {
    return "p".equals(row.get(3))
        ? " PARTITION BY " + reader.text("SELECT pg_get_partkeydef(" + oid + ")")
        : "";
  }

  private String partition(String oid, String name) throws SQLException {
    return "CREATE TABLE "
        + name
        + " PARTITION OF "
        + reader.text(
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(p.relname) || ' ' ||"
                + " pg_get_expr(c.relpartbound, c.oid) FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid"
                + " JOIN pg_catalog.pg_class p ON p.oid = i.inhparent"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace WHERE c.oid = "
                + oid);
  }
}
