// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.parse.Keywords;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Objects;

/** Names of types and relations as PostgreSQL prints them. */
public final class TypeTexts {

  private TypeTexts() {}

  /** {@code format_type}: the name with its modifier; a modifier of -1 says none. */
  public static String of(Catalog catalog, List<String> path, PgType type, int typmod) {
    if (type.isArray() && !Types.isCatalogVector(type)) {
      return of(catalog, path, Objects.requireNonNull(type.element()), typmod) + "[]";
    }
    if (type.category() == 'E') {
      EnumType found = catalog.enumOf(type);
      String schema = found == null || path.contains(found.schema()) ? null : found.schema();
      return (schema == null ? "" : identifier(schema) + ".") + identifier(type.name());
    }
    if (MoreTypes.isPgvector(type) && !path.contains("public")) {
      return "public." + of(catalog, List.of("public"), type, typmod);
    }
    if (typmod < 0) {
      return type.sqlName();
    }
    if (type.equals(Types.VARCHAR) || type.equals(Types.BPCHAR)) {
      return type.sqlName() + "(" + (typmod - 4) + ")";
    }
    if (type.equals(Types.NUMERIC)) {
      return "numeric(" + Typmods.precision(typmod) + "," + Typmods.scale(typmod) + ")";
    }
    if (MoreTypes.isPgvector(type) || MoreTypes.isBits(type)) {
      return type.sqlName() + "(" + typmod + ")";
    }
    if (type.category() == 'D') {
      int space = type.sqlName().indexOf(' ');
      return space < 0
          ? type.sqlName()
          : type.sqlName().substring(0, space)
              + "("
              + typmod
              + ")"
              + type.sqlName().substring(space);
    }
    return type.sqlName();
  }

  /** A relation as {@code regclass} prints it: with its schema unless the name alone finds it. */
  public static String relation(Catalog catalog, Relation relation, List<String> path) {
    boolean visible = relation.equals(catalog.find(null, relation.name(), path));
    return (visible ? "" : identifier(relation.schema()) + ".") + identifier(relation.name());
  }

  /** {@code quote_ident}. */
  public static String identifier(String name) {
    boolean plain = name.matches("[a-z_][a-z0-9_]*") && !Keywords.isQuoted(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
