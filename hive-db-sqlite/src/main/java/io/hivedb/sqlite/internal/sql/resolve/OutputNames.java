// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives to output columns without an alias (its FigureColname). */
final class OutputNames {

  private static final String NONE = "?column?";

  /** A name, and whether a cast or CASE around it keeps it. */
  private record Name(String text, boolean strong) {}

  private OutputNames() {}

  static String of(Expr expr) {
    Name name = name(expr);
    return name == null ? NONE : name.text();
  }

  private static Name strong(String text) {
    return new Name(text, true);
  }

  private static @Nullable Name name(Expr expr) {
    if (expr instanceof Expr.ColumnRef column) {
      return strong(column.last());
    }
    if (expr instanceof Expr.Field field) {
      return strong(field.name());
    }
    if (expr instanceof Expr.Call call) {
      return strong(call.name());
    }
    if (expr instanceof Expr.Choice choice) {
      return strong(choice.name());
    }
    if (expr instanceof Expr.Cast cast) {
      Name inner = name(cast.operand());
      return inner != null && inner.strong() ? inner : new Name(cast.type().name(), false);
    }
    if (expr instanceof Expr.Case choice) {
      Name inner = choice.otherwise() == null ? null : name(choice.otherwise());
      return inner != null && inner.strong() ? inner : new Name("case", false);
    }
    return other(expr);
  }

  private static @Nullable Name other(Expr expr) {
    if (expr instanceof Expr.Collate collate) {
      return name(collate.operand());
    }
    if (expr instanceof Expr.Subscript subscript) {
      return name(subscript.array());
    }
    if (expr instanceof Expr.ArrayLiteral || expr instanceof Expr.ArrayQuery) {
      return strong("array");
    }
    if (expr instanceof Expr.JsonConstructor constructor) {
      return strong(constructor.name());
    }
    if (expr instanceof Expr.JsonQuery query) {
      return strong(query.name());
    }
    if (expr instanceof Expr.Exists) {
      return strong("exists");
    }
    if (expr instanceof Expr.Row) {
      return strong("row");
    }
    return expr instanceof Expr.ScalarQuery query ? ofQuery(query.query()) : null;
  }

  private static @Nullable Name ofQuery(Select query) {
    if (!(query.body() instanceof Select.Core core) || core.items().size() != 1) {
      return null;
    }
    Select.Item item = core.items().get(0);
    return strong(item.alias() != null ? item.alias() : of(item.value()));
  }
}
