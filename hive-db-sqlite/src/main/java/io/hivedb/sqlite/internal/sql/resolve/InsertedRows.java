// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code xmax = 0} in the RETURNING of INSERT: how many ask whether ON CONFLICT DO UPDATE inserted
 * a row or changed one. The new values of a changed row leave a mark, which the answer takes.
 */
final class InsertedRows {

  /** A source that no statement names by accident, and its column. */
  private static final String SOURCE = "hive row";

  private static final String COLUMN = "hive inserted";

  private static final Expr TRUE = new Expr.BooleanLiteral(true, 0);

  private InsertedRows() {}

  /** The list with the question in a form that {@link #source} answers. */
  static List<Select.Item> in(Dml.Insert insert, Table table) {
    if (table.column("xmax") != null) {
      return insert.returning();
    }
    AtomicInteger count = new AtomicInteger();
    List<Select.Item> list =
        Rewriting.of(
            insert.returning(),
            part -> {
              Expr answer = part instanceof Expr.Binary asked ? answer(asked) : null;
              if (answer != null) {
                count.incrementAndGet();
              }
              return answer;
            });
    if (count.get() > 1) {
      throw PgException.unsupported("the system column xmax twice in RETURNING");
    }
    return list;
  }

  static boolean isAsked(List<Select.Item> returning) {
    return returning.toString().contains("names=[" + SOURCE + ", " + COLUMN + "]");
  }

  private static @Nullable Expr answer(Expr.Binary asked) {
    if (!isXmax(asked.left()) || !isZero(asked.right())) {
      return null;
    }
    Expr inserted = new Expr.ColumnRef(List.of(SOURCE, COLUMN), asked.position());
    boolean cast = asked.left() instanceof Expr.Cast;
    return switch (asked.operator()) {
      case "=" -> new Expr.Binary("=", inserted, TRUE, asked.position());
      case "<>" -> new Expr.Not(inserted, asked.position());
      case ">" -> cast ? new Expr.Not(inserted, asked.position()) : null;
      default -> null;
    };
  }

  private static boolean isXmax(Expr expr) {
    return expr instanceof Expr.Cast cast
        ? isXmax(cast.operand())
        : expr instanceof Expr.ColumnRef ref && ref.last().equals("xmax");
  }

  private static boolean isZero(Expr expr) {
    return expr instanceof Expr.NumberLiteral number
        ? number.text().equals("0")
        : expr instanceof Expr.StringLiteral text && text.value().equals("0");
  }

  /** The source of the answer; without ON CONFLICT DO UPDATE each row is new. */
  static Scope.Source source(boolean updates) {
    Scope.Item item =
        new Scope.Item(COLUMN, Types.BOOL, -1, updates ? "pg_take_inserted()" : "1", null);
    return new Scope.Source(SOURCE, null, List.of(item), null, Set.of(COLUMN));
  }

  /** A new value of a row that is changed, with the mark. */
  static String marked(String value) {
    return "pg_mark_updated(" + value + ")";
  }
}
