// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;

/**
 * Queries inside of a change that read what it changes: PostgreSQL shows them the rows as they were
 * before the statement, SQLite as they are by then.
 */
final class OwnReads {

  private OwnReads() {}

  /** Refuses a part of a change that is evaluated while rows change. */
  static void refuse(Object part, Table table, Context context, String where) {
    Rewriting.of(
        part,
        inner -> {
          if (inner instanceof FromItem.Relation item && reads(item, table, context)) {
            throw PgException.unsupported("a query of the changed table in " + where)
                .at(item.name().position());
          }
          return null;
        });
  }

  private static boolean reads(FromItem.Relation item, Table table, Context context) {
    Catalog catalog = context.catalog();
    Relation found = catalog.find(item.name().schema(), item.name().name(), context.path());
    if (found instanceof Table other) {
      return other.key().equals(table.key()) || isActedOn(other, table);
    }
    // A view may read it, and a common table of the statement is read before.
    return found instanceof Relation.View;
  }

  private static boolean isActedOn(Table other, Table table) {
    return other.constraints().stream()
        .anyMatch(
            c ->
                table.key().equals(c.referenced())
                    && (c.actions().contains("CASCADE") || c.actions().contains("SET ")));
  }

  /** The same for the select list of RETURNING. */
  static void refuse(Iterable<Select.Item> returning, Table table, Context context) {
    for (Select.Item item : returning) {
      refuse(item, table, context, "RETURNING");
    }
  }
}
