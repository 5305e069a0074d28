// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.Cursor;
import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a cursor goes back. Where nothing is said, it does if PostgreSQL's plan does. */
final class CursorScrolling {

  private CursorScrolling() {}

  static Cursor.Scrolling of(SessionStatement.Declare declare, SqlSession sql) {
    if (declare.scroll() != null) {
      return declare.scroll() ? Cursor.Scrolling.BOTH : Cursor.Scrolling.FORWARD;
    }
    Select query = (Select) declare.query().tree();
    boolean simple = query.with().isEmpty() && isOfOneTable(query, sql) && !hasCalls(query);
    return simple || declare.hold() ? Cursor.Scrolling.BOTH : Cursor.Scrolling.UNKNOWN;
  }

  private static boolean isOfOneTable(Select query, SqlSession sql) {
    return query.body() instanceof Select.Core core
        && core.from().size() == 1
        && core.from().get(0) instanceof FromItem.Relation relation
        && sql.catalog().find(relation.name().schema(), relation.name().name(), sql.searchPath())
            instanceof Table
        && (core.where() == null || !query.orderBy().isEmpty())
        && !core.distinct()
        && core.groupBy().isEmpty()
        && core.groupingSets().isEmpty()
        && core.having() == null;
  }

  private static boolean hasCalls(Select query) {
    AtomicBoolean found = new AtomicBoolean();
    Rewriting.of(
        query,
        part -> {
          if (part instanceof Expr.Call || part instanceof Expr.ScalarQuery) {
            found.set(true);
          }
          return null;
        });
    return found.get();
  }
}
