// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The collations of columns, which only the catalogue shows: all that are known sort alike. */
final class Collations {

  /** What may give a text another collation than that of its type: {@code name} has one. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?is).*(collate|pg_|information_schema|::\\s*name\\b|\\bas\\s+name\\s*(\\[|\\))"
              + "|current_|_user|\\buser\\b|getdatabaseencoding|\\bexecute\\b).*");

  private Collations() {}

  /** The collation that a definition names, or null. */
  static @Nullable String of(Ddl.ColumnDefinition definition, PgType type) {
    Ddl.Collation collation = definition.collation();
    if (collation == null) {
      return null;
    }
    if (!isCollatable(type)) {
      throw new PgException("42804", "collations are not supported by type " + type)
          .at(collation.position());
    }
    return collation.name();
  }

  /** Columns of a query; a collation that one may have got from another column is not known. */
  static List<Column> derived(List<Column> columns, Definitions definitions) {
    if (!OTHERS.matcher(definitions.text()).matches() && !isThereAnother(definitions)) {
      return columns;
    }
    return columns.stream()
        .map(column -> isCollatable(column.type()) ? column.collated("") : column)
        .toList();
  }

  private static boolean isThereAnother(Definitions definitions) {
    if (definitions.catalog().routines().all().stream()
        .anyMatch(routine -> Types.NAME.equals(routine.result()))) {
      return true;
    }
    for (Relation relation : definitions.catalog().relations()) {
      for (Column column : Comments.columns(relation)) {
        if (column.collation() != null || element(column.type()).equals(Types.NAME)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCollatable(PgType type) {
    return element(type).category() == 'S';
  }

  private static PgType element(PgType type) {
    return type.element() == null ? type : type.element();
  }
}
