// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.type.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The system's relations, types, functions and comments by name and OID, out of its rows. */
final class SystemObjects {

  /** An object; its row has the values of the columns that are recorded. */
  record Found(long oid, String name, long schema, Map<String, @Nullable Object> row) {

    String text(String column) {
      return String.valueOf(row.get(column));
    }

    long number(String column) {
      return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
    }

    boolean flag(String column) {
      return number(column) == 1;
    }
  }

  private static final class Relations {
    static final Map<Long, Found> ALL = read("pg_catalog.pg_class", "relname", "relnamespace");
  }

  private static final class Types {
    static final Map<Long, Found> ALL = read("pg_catalog.pg_type", "typname", "typnamespace");
  }

  private static final class Functions {
    static final Map<Long, Found> ALL = read("pg_catalog.pg_proc", "proname", "pronamespace");
  }

  private static final class Descriptions {
    static final Map<String, String> ALL = comments();
  }

  private SystemObjects() {}

  static @Nullable Found relation(long oid) {
    return Relations.ALL.get(oid);
  }

  /** One by its name; without a schema of {@code pg_catalog}. */
  static @Nullable Found relation(@Nullable String schema, String name) {
    long wanted = Oids.schema(schema == null ? "pg_catalog" : schema);
    for (Found found : Relations.ALL.values()) {
      if (found.name.equals(name) && found.schema == wanted) {
        return found;
      }
    }
    return null;
  }

  static @Nullable Found type(long oid) {
    return Types.ALL.get(oid);
  }

  /** One of the system's own schema by its name. */
  static @Nullable Found type(String name) {
    for (Found found : Types.ALL.values()) {
      if (found.name.equals(name) && found.schema == Oids.PG_CATALOG) {
        return found;
      }
    }
    return null;
  }

  static @Nullable Found function(long oid) {
    return Functions.ALL.get(oid);
  }

  /** The functions of a name, in any schema. */
  static List<Found> functions(String name) {
    return Functions.ALL.values().stream().filter(found -> found.name.equals(name)).toList();
  }

  /** The comment of an object, as {@code pg_description} has it. */
  static @Nullable String comment(long oid, long kind, int column) {
    return Descriptions.ALL.get(oid + " " + kind + " " + column);
  }

  static @Nullable String role(long oid) {
    for (Map<String, @Nullable Object> row : rows("pg_catalog.pg_roles")) {
      if (number(row, "oid") == oid) {
        return String.valueOf(row.get("rolname"));
      }
    }
    return null;
  }

  private static Map<Long, Found> read(String relation, String name, String schema) {
    Map<Long, Found> all = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows(relation)) {
      long oid = number(row, "oid");
      all.put(oid, new Found(oid, String.valueOf(row.get(name)), number(row, schema), row));
    }
    return all;
  }

  /** All rows by the names of their columns. */
  static List<Map<String, @Nullable Object>> rows(String relation) {
    SystemRows recorded = Objects.requireNonNull(SystemRows.of(relation));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (String line : recorded.rows(true)) {
      List<?> values = (List<?>) Objects.requireNonNull(Json.parse(line));
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(recorded.columns().get(i), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static long number(Map<String, @Nullable Object> row, String column) {
    return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
  }

  private static Map<String, String> comments() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows("pg_catalog.pg_description")) {
      String key = row.get("objoid") + " " + row.get("classoid") + " " + row.get("objsubid");
      all.put(key, String.valueOf(row.get("description")));
    }
    return all;
  }
}
