// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of types as pgjdbc gives them: with their schema where the path does not have it. */
final class TypeNaming {

  private TypeNaming() {}

  static String of(Catalog catalog, List<String> path, PgType type) {
    String schema = schema(catalog, type);
    return schema == null || path.contains(schema)
        ? type.name()
        : '"' + schema + "\".\"" + type.name() + '"';
  }

  private static @Nullable String schema(Catalog catalog, PgType type) {
    PgType element = type.element() == null ? type : type.element();
    EnumType found = element.category() == 'E' ? catalog.enumOf(element) : null;
    if (found != null) {
      return found.schema();
    }
    for (Domain domain : catalog.domains()) {
      if (domain.oid() == type.oid()) {
        return domain.schema();
      }
    }
    return null;
  }
}
