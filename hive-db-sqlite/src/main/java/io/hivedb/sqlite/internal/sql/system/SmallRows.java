// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Schemas, types, extensions, roles, settings. */
final class SmallRows {

  static final String USER = "postgres";
  static final String DATABASE = "postgres";
  private static final Map<String, Integer> METHODS =
      new TreeMap<>(
          Map.of(
              "heap", 2, "btree", 403, "hash", 405, "gist", 783, "gin", 2742, "spgist", 4000,
              "brin", 3580));
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("bool", 1),
          Map.entry("char", 1),
          Map.entry("name", 64),
          Map.entry("int2", 2),
          Map.entry("int4", 4),
          Map.entry("int8", 8),
          Map.entry("oid", 4),
          Map.entry("float4", 4),
          Map.entry("float8", 8),
          Map.entry("date", 4),
          Map.entry("time", 8),
          Map.entry("timestamp", 8),
          Map.entry("timestamptz", 8),
          Map.entry("interval", 16),
          Map.entry("uuid", 16),
          Map.entry("regclass", 4),
          Map.entry("regtype", 4),
          Map.entry("regproc", 4),
          Map.entry("regnamespace", 4),
          Map.entry("regrole", 4),
          Map.entry("xid", 4),
          Map.entry("void", 4),
          Map.entry("unknown", -2));

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
      view.add(Oids.schema(schema), schema, Oids.OWNER);
    }
    String temporary = catalog.temporarySchema();
    if (temporary != null) {
      view.add(Oids.schema(temporary), temporary, Oids.OWNER);
    }
    return view;
  }

  SystemView methods() {
    SystemView view = SystemView.catalog("pg_am", "oid amname amtype");
    METHODS.forEach((name, oid) -> view.add(oid, name, name.equals("heap") ? "t" : "i"));
    if (catalog.extensions().contains("vector")) {
      view.add(methodOid("hnsw"), "hnsw", "i");
      view.add(methodOid("ivfflat"), "ivfflat", "i");
    }
    return view;
  }

  SystemView types() {
    SystemView view =
        SystemView.catalog(
            "pg_type",
            "oid typname typnamespace typowner typlen typtype typcategory typispreferred"
                + " typisdefined typdelim typrelid typelem typarray typnotnull typbasetype"
                + " typtypmod typndims typdefault");
    for (PgType type : Types.all()) {
      boolean vector = MoreTypes.usesPgvector(type);
      if (!vector || catalog.extensions().contains("vector")) {
        type(view, type, vector ? "public" : "pg_catalog");
      }
    }
    for (Catalog.EnumType found : catalog.enums()) {
      type(view, found.type(), found.schema());
      type(view, Types.array(found.type()), found.schema());
    }
    catalog.domains().forEach(domain -> domain(view, domain));
    return view;
  }

  private static void domain(SystemView view, Domain domain) {
    PgType base = domain.base();
    view.add(
        domain.oid(),
        domain.name(),
        Oids.schema(domain.schema()),
        Oids.OWNER,
        LENGTHS.getOrDefault(base.name(), -1),
        "d",
        String.valueOf(base.category()),
        false,
        true,
        ",",
        0,
        0,
        0,
        domain.notNull(),
        base.oid(),
        domain.typmod(),
        0,
        domain.defaultValue() == null ? null : SystemView.UNPRINTABLE);
  }

  private static void type(SystemView view, PgType type, String schema) {
    PgType element = type.element();
    boolean pseudo = type.category() == 'P' || type.equals(Types.UNKNOWN);
    boolean array = !type.isArray() && !pseudo && !type.equals(Types.NODE_TREE);
    int length = type.category() == 'E' ? 4 : LENGTHS.getOrDefault(type.name(), -1);
    view.add(
        type.oid(),
        type.name(),
        Oids.schema(schema),
        Oids.OWNER,
        length,
        pseudo ? "p" : type.category() == 'E' ? "e" : type.category() == 'R' ? "r" : "b",
        String.valueOf(type.category()),
        type.preferred(),
        true,
        ",",
        0,
        element == null ? (type.equals(Types.NAME) ? Types.CHAR.oid() : 0) : element.oid(),
        array || Types.isCatalogVector(type) ? Types.array(type).oid() : 0,
        false,
        0,
        -1,
        0,
        null);
  }

  SystemView enums() {
    SystemView view = SystemView.catalog("pg_enum", "oid enumtypid enumsortorder enumlabel");
    for (Catalog.EnumType found : catalog.enums()) {
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

  /** Sequences depend on the columns that own them, pgvector's type on its extension. */
  SystemView dependencies() {
    SystemView view =
        SystemView.catalog(
            "pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype");
    if (catalog.extensions().contains("vector")) {
      for (PgType type : List.of(Types.VECTOR, MoreTypes.HALFVEC, MoreTypes.SPARSEVEC)) {
        view.add(Oids.PG_TYPE, type.oid(), 0, Oids.PG_EXTENSION, Oids.extension("vector"), 0, "e");
      }
    }
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

  static SystemView roles() {
    SystemView view =
        SystemView.catalog(
            "pg_roles",
            "rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication"
                + " rolconnlimit rolpassword rolvaliduntil rolbypassrls rolconfig oid");
    view.add(
        USER, true, true, true, true, true, true, -1, "********", null, true, null, Oids.OWNER);
    return view;
  }

  static SystemView users() {
    SystemView view =
        SystemView.catalog(
            "pg_user", "usename usesysid usecreatedb usesuper userepl usebypassrls passwd");
    view.add(USER, Oids.OWNER, true, true, true, true, "********");
    return view;
  }

  static SystemView databases() {
    SystemView view =
        SystemView.catalog(
            "pg_database",
            "oid datname datdba encoding datistemplate datallowconn datconnlimit datcollate"
                + " datctype");
    view.add(Oids.DATABASE, DATABASE, Oids.OWNER, 6, false, true, -1, "C", "C");
    return view;
  }

  /** The settings; those with a unit are shown in it, which is not known here. */
  static SystemView settings() {
    SystemView view = SystemView.catalog("pg_settings", "name setting");
    for (String name : new TreeMap<>(SettingNames.defaults()).keySet()) {
      if (!name.startsWith("hive.")) {
        boolean unit = name.endsWith("_timeout") || name.endsWith("work_mem");
        view.add(
            name,
            unit
                ? SystemView.UNPRINTABLE
                : new SystemView.Sql("pg_current_setting('" + name + "')"));
      }
    }
    return view;
  }
}
