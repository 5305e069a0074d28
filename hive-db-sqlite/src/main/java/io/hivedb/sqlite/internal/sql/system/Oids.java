// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OIDs of what the catalogue keeps without one. */
final class Oids {

  static final int PG_TYPE = 1247;
  static final int PG_CLASS = 1259;
  static final int PG_CONSTRAINT = 2606;
  static final int PG_NAMESPACE = 2615;
  static final int PG_EXTENSION = 3079;
  static final int OWNER = 10;
  static final int DATABASE = 5;
  static final int PG_CATALOG = 11;
  private static final int PG_TOAST = 99;
  static final int INFORMATION_SCHEMA = 13_000;

  /** The schemas of the system. */
  static final List<String> SYSTEM_SCHEMAS =
      List.of("pg_toast", "pg_catalog", "information_schema");

  private static final int PUBLIC = 2200;
  private static final long OTHER_SCHEMAS = 3_000_000_000L;
  private static final long EXTENSIONS = 3_100_000_000L;
  private static final long CONSTRAINTS = 1_000_000_000L;
  private static final int MOST_CONSTRAINTS = 1000;

  /** The system's own relations that others refer to, by their OIDs. */
  static final Map<Long, String> SYSTEM =
      Map.ofEntries(
          Map.entry((long) PG_TYPE, "pg_type"),
          Map.entry(1249L, "pg_attribute"),
          Map.entry(1255L, "pg_proc"),
          Map.entry((long) PG_CLASS, "pg_class"),
          Map.entry(2604L, "pg_attrdef"),
          Map.entry((long) PG_CONSTRAINT, "pg_constraint"),
          Map.entry(2609L, "pg_description"),
          Map.entry(2610L, "pg_index"),
          Map.entry((long) PG_NAMESPACE, "pg_namespace"),
          Map.entry(2618L, "pg_rewrite"),
          Map.entry(2620L, "pg_trigger"),
          Map.entry((long) PG_EXTENSION, "pg_extension"),
          Map.entry(3501L, "pg_enum"));

  private Oids() {}

  /** The name of one of the system's relations, or PostgreSQL's error for one that is not. */
  static String systemRelation(String name) {
    systemOid(name);
    return name;
  }

  static long systemOid(String name) {
    for (Map.Entry<Long, String> known : SYSTEM.entrySet()) {
      if (known.getValue().equals(name)) {
        return known.getKey();
      }
    }
    if (Layouts.of("pg_catalog", name) != null) {
      throw PgException.unsupported("the OID of " + name);
    }
    throw new PgException("42P01", "relation \"" + name + "\" does not exist");
  }

  /** A schema; the name decides, so that a schema keeps its OID when another is dropped. */
  static long schema(String name) {
    return switch (name) {
      case "public" -> PUBLIC;
      case "pg_catalog" -> PG_CATALOG;
      case "pg_toast" -> PG_TOAST;
      case "information_schema" -> INFORMATION_SCHEMA;
      default -> OTHER_SCHEMAS + Math.floorMod(name.hashCode(), 90_000_000);
    };
  }

  static long extension(String name) {
    return EXTENSIONS + Math.floorMod(name.hashCode(), 90_000_000);
  }

  /** A constraint, by its place in its table. */
  static long constraint(Table table, int index) {
    return CONSTRAINTS + (long) table.oid() * MOST_CONSTRAINTS + index;
  }

  /** The index of a key. */
  static Relation.@Nullable Index index(Catalog catalog, Table table, Constraint key) {
    return catalog.indexes(table.key()).stream()
        .filter(index -> index.name().equals(key.name()))
        .findFirst()
        .orElse(null);
  }
}
