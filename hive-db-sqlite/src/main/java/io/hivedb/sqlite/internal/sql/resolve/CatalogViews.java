// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue's views of PostgreSQL that are known here, as constant rows. */
final class CatalogViews {

  /** A view: its columns and its VALUES. */
  record View(List<Column> columns, String sql) {}

  private final Catalog catalog;
  private final List<String> path;

  CatalogViews(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  /** The view of a name, or null where the name is not of the catalogue. */
  @Nullable View find(QualifiedName name) {
    String schema = name.schema();
    if ("information_schema".equals(schema)) {
      return information(name);
    }
    boolean system =
        "pg_catalog".equals(schema) || (schema == null && name.name().startsWith("pg_"));
    if (!system || catalog.find(schema, name.name(), path) != null) {
      return null;
    }
    return switch (name.name()) {
      case "pg_tables" -> tables();
      case "pg_extension" -> extensions();
      case "pg_namespace" -> namespaces();
      case "pg_sequences" -> sequences();
      default -> throw PgException.unsupported("the catalogue view " + name).at(name.position());
    };
  }

  private View information(QualifiedName name) {
    return switch (name.name()) {
      case "tables" -> informationTables();
      case "columns" -> informationColumns();
      case "schemata" -> schemata();
      default -> throw PgException.unsupported("the view " + name).at(name.position());
    };
  }

  private static View view(List<Column> columns, List<List<@Nullable Object>> rows) {
    StringBuilder sql = new StringBuilder();
    for (List<@Nullable Object> row : rows) {
      sql.append(sql.isEmpty() ? "VALUES (" : ", (");
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        sql.append(i == 0 ? "" : ", ")
            .append(
                value == null
                    ? "NULL"
                    : value instanceof String text ? Names.literal(text) : value.toString());
      }
      sql.append(')');
    }
    if (rows.isEmpty()) {
      String nulls = "NULL" + ", NULL".repeat(columns.size() - 1);
      return new View(columns, "SELECT * FROM (VALUES (" + nulls + ")) WHERE 0");
    }
    return new View(columns, sql.toString());
  }

  private static List<Column> columns(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(Column.of((String) namesAndTypes[i], (PgType) namesAndTypes[i + 1], -1));
    }
    return columns;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return new ArrayList<>(java.util.Arrays.asList(values));
  }

  private View tables() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Table table : catalog.tables()) {
      boolean indexed = !catalog.indexes(table.key()).isEmpty();
      rows.add(row(table.schema(), table.name(), "hive", null, indexed ? 1 : 0, 0, 0, 0));
    }
    return view(
        columns(
            "schemaname",
            NAME,
            "tablename",
            NAME,
            "tableowner",
            NAME,
            "tablespace",
            NAME,
            "hasindexes",
            BOOL,
            "hasrules",
            BOOL,
            "hastriggers",
            BOOL,
            "rowsecurity",
            BOOL),
        rows);
  }

  private View extensions() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int oid = 16_384;
    for (String extension : catalog.extensions()) {
      rows.add(row(oid++, extension, extension.equals("vector") ? "0.8.1" : "1.3", 1));
    }
    return view(
        columns("oid", OID, "extname", NAME, "extversion", TEXT, "extrelocatable", BOOL), rows);
  }

  private View namespaces() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(row(11, "pg_catalog"));
    rows.add(row(13_000, "information_schema"));
    int oid = 2200;
    for (String schema : catalog.schemas()) {
      rows.add(row(oid, schema));
      oid = oid == 2200 ? 20_000 : oid + 1;
    }
    return view(columns("oid", OID, "nspname", NAME), rows);
  }

  private View sequences() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s) {
        rows.add(
            row(
                s.schema(),
                s.name(),
                "hive",
                s.start(),
                s.minimum(),
                s.maximum(),
                s.increment(),
                s.cycle() ? 1 : 0));
      }
    }
    return view(
        columns(
            "schemaname",
            NAME,
            "sequencename",
            NAME,
            "sequenceowner",
            NAME,
            "start_value",
            INT8,
            "min_value",
            INT8,
            "max_value",
            INT8,
            "increment_by",
            INT8,
            "cycle",
            BOOL),
        rows);
  }

  private View informationTables() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Relation relation : catalog.relations()) {
      boolean view = relation instanceof Relation.View;
      if (view || relation instanceof Table) {
        boolean temporary = relation instanceof Table table && table.temporary();
        rows.add(
            row(
                "hive",
                relation.schema(),
                relation.name(),
                view ? "VIEW" : temporary ? "LOCAL TEMPORARY" : "BASE TABLE",
                view ? "NO" : "YES"));
      }
    }
    return view(
        columns(
            "table_catalog",
            NAME,
            "table_schema",
            NAME,
            "table_name",
            NAME,
            "table_type",
            VARCHAR,
            "is_insertable_into",
            VARCHAR),
        rows);
  }

  private View informationColumns() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Relation relation : catalog.relations()) {
      List<Column> columns =
          relation instanceof Table table
              ? table.columns()
              : relation instanceof Relation.View view ? view.columns() : List.of();
      int position = 0;
      for (Column column : columns) {
        rows.add(column(relation, column, ++position));
      }
    }
    return view(
        columns(
            "table_catalog",
            NAME,
            "table_schema",
            NAME,
            "table_name",
            NAME,
            "column_name",
            NAME,
            "ordinal_position",
            INT4,
            "is_nullable",
            VARCHAR,
            "data_type",
            VARCHAR,
            "udt_name",
            NAME,
            "character_maximum_length",
            INT4,
            "numeric_precision",
            INT4,
            "numeric_scale",
            INT4,
            "is_identity",
            VARCHAR,
            "is_generated",
            VARCHAR),
        rows);
  }

  private static List<@Nullable Object> column(Relation relation, Column column, int position) {
    PgType type = column.type();
    boolean sized = (type.equals(VARCHAR) || type.equals(BPCHAR)) && column.typmod() >= 0;
    boolean scaled = type.equals(NUMERIC) && column.typmod() >= 0;
    Object precision =
        type.equals(INT2)
            ? (Object) 16
            : type.equals(INT4)
                ? (Object) 32
                : type.equals(INT8)
                    ? (Object) 64
                    : type.equals(FLOAT4)
                        ? (Object) 24
                        : type.equals(FLOAT8)
                            ? (Object) 53
                            : scaled ? (Object) Typmods.precision(column.typmod()) : null;
    boolean integer = type.equals(INT2) || type.equals(INT4) || type.equals(INT8);
    Object scale = integer ? (Object) 0 : scaled ? (Object) Typmods.scale(column.typmod()) : null;
    boolean user = type.category() == 'E' || type.equals(VECTOR);
    String dataType = type.isArray() ? "ARRAY" : user ? "USER-DEFINED" : type.sqlName();
    return row(
        "hive",
        relation.schema(),
        relation.name(),
        column.name(),
        position,
        column.notNull() ? "NO" : "YES",
        dataType,
        type.name(),
        sized ? (Object) (column.typmod() - 4) : null,
        precision,
        scale,
        column.identity().isEmpty() ? "NO" : "YES",
        column.generated() == null ? "NEVER" : "ALWAYS");
  }

  private View schemata() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String schema : List.of("pg_catalog", "information_schema")) {
      rows.add(row("hive", schema, "hive"));
    }
    for (String schema : catalog.schemas()) {
      rows.add(row("hive", schema, "hive"));
    }
    return view(columns("catalog_name", NAME, "schema_name", NAME, "schema_owner", NAME), rows);
  }
}
