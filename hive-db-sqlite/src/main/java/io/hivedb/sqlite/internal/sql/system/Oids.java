// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OIDs of what the catalogue keeps without one. */
final class Oids {

  static final int PG_TYPE = 1247;
  static final int PG_PROC = 1255;
  static final int PG_TRIGGER = 2620;
  static final int PG_CLASS = 1259;
  static final int PG_CONSTRAINT = 2606;
  static final int PG_DATABASE = 1262;
  static final int PG_NAMESPACE = 2615;
  static final int PG_EXTENSION = 3079;
  static final int OWNER = 10;
  static final int DATABASE = 5;
  static final int PG_CATALOG = 11;
  static final int FIRST_OWN = 16_384;
  static final int PLPGSQL = 12_778;
  static final int PUBLIC_OWNER = 6171;
  private static final int PG_TOAST = 99;
  static final int INFORMATION_SCHEMA = 12_424;

  /** The schemas of the system. */
  static final List<String> SYSTEM_SCHEMAS =
      List.of("pg_toast", "pg_catalog", "information_schema");

  private static final int PUBLIC = 2200;

  /** Added to the OIDs of what pgvector brings besides its types. */
  static final long VECTOR_OBJECTS = 3_200_000_000L;

  private static final long OTHER_SCHEMAS = 3_000_000_000L;
  private static final long ROW_TYPES = 3_300_000_000L;
  private static final long DOMAIN_ARRAYS = 3_700_000_000L;
  private static final long EXTENSIONS = 3_100_000_000L;
  private static final long CONSTRAINTS = 1_000_000_000L;
  private static final int MOST_CONSTRAINTS = 1000;

  private Oids() {}

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

  /** The type of a relation's rows; its array is the next one. */
  static long rowType(Relation relation) {
    return ROW_TYPES + 2L * relation.oid();
  }

  /** The type of arrays of a domain. */
  static long domainArray(Domain domain) {
    return DOMAIN_ARRAYS + domain.oid();
  }

  /** A constraint of a domain, by its place. */
  static long domainConstraint(Domain domain, int index) {
    return DOMAIN_ARRAYS + (1L + index) * MOST_CONSTRAINTS * MOST_CONSTRAINTS + domain.oid();
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
