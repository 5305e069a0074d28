// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Schemas, types, extensions, roles, settings. */
final class SmallRows {

  static final String USER = "postgres";
  static final String DATABASE = "postgres";
  private static final Map<String, Integer> METHODS =
      new TreeMap<>(
          Map.of(
              "heap", 2, "btree", 403, "hash", 405, "gist", 783, "gin", 2742, "spgist", 4000,
              "brin", 3580));
  private final Catalog catalog;

  SmallRows(Catalog catalog) {
    this.catalog = catalog;
  }

  static int methodOid(String method) {
    return METHODS.getOrDefault(method, method.equals("hnsw") ? 16_449 : 16_447);
  }

  SystemView namespaces() {
    SystemView view = SystemView.catalog("pg_namespace", "oid nspname nspowner");
    for (String system : Oids.SYSTEM_SCHEMAS) {
      view.add(Oids.schema(system), system, Oids.OWNER);
    }
    for (String schema : catalog.schemas()) {
      int owner = schema.equals("public") ? Oids.PUBLIC_OWNER : Oids.OWNER;
      view.add(Oids.schema(schema), schema, owner);
    }
    String temporary = catalog.temporarySchema();
    if (temporary != null) {
      view.add(Oids.schema(temporary), temporary, Oids.OWNER);
    }
    return view;
  }

  SystemView enums() {
    SystemView view = SystemView.catalog("pg_enum", "oid enumtypid enumsortorder enumlabel");
    for (EnumType found : catalog.enums()) {
      int order = 0;
      for (String label : found.labels()) {
        order++;
        view.add(
            2_900_000_000L + found.type().oid() * 200L + order, found.type().oid(), order, label);
      }
    }
    return view;
  }

  SystemView extensions() {
    SystemView view =
        SystemView.catalog(
            "pg_extension", "oid extname extowner extnamespace extrelocatable extversion");
    view.add(13_500, "plpgsql", Oids.OWNER, Oids.PG_CATALOG, false, "1.0");
    for (String name : catalog.extensions()) {
      if (!name.equals("plpgsql")) {
        String version = name.equals("vector") ? SettingNames.PGVECTOR : "1.4";
        view.add(Oids.extension(name), name, Oids.OWNER, Oids.schema("public"), true, version);
      }
    }
    return view;
  }

  /** Sequences depend on the columns that own them. */
  SystemView dependencies() {
    SystemView view =
        SystemView.catalog(
            "pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s && s.ownerTable() != null) {
        Table table = catalog.table(s.ownerTable());
        Column column =
            table == null || s.ownerColumn() == null ? null : table.column(s.ownerColumn());
        if (table != null && column != null) {
          int number = ClassRows.number(table, column.name());
          String kind = column.identity().isEmpty() ? "a" : "i";
          view.add(Oids.PG_CLASS, s.oid(), 0, Oids.PG_CLASS, table.oid(), number, kind);
        }
      }
    }
    return view;
  }

  /**
   * The settings; the values of those that are not known here, and of those with a unit, are not.
   */
  static SystemView settings() {
    SystemRows recorded = Objects.requireNonNull(SystemRows.of("pg_catalog.pg_settings"));
    SystemView view =
        SystemView.computed("pg_settings", String.join(" ", recorded.columns()) + " setting");
    Map<String, String> known = SettingNames.defaults();
    for (Map<String, @Nullable Object> row : SystemObjects.rows("pg_catalog.pg_settings")) {
      String name = String.valueOf(row.get("name")).toLowerCase(Locale.ROOT);
      boolean read = known.containsKey(name) && row.get("unit") == null;
      row.put(
          "setting",
          read
              ? new SystemView.Sql("pg_current_setting(" + Names.literal(name) + ")")
              : SystemView.UNPRINTABLE);
      view.add(row.values().toArray());
    }
    return view;
  }
}
