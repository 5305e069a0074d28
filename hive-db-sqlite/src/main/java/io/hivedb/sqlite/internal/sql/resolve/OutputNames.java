// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;

/** The names that PostgreSQL gives to output columns without an alias. */
final class OutputNames {

  private static final String NONE = "?column?";

  private OutputNames() {}

  static String of(Expr expr) {
    if (expr instanceof Expr.ColumnRef column) {
      return column.last();
    }
    if (expr instanceof Expr.Field field) {
      return field.name();
    }
    if (expr instanceof Expr.Call call) {
      return call.name();
    }
    if (expr instanceof Expr.Choice choice) {
      return choice.name();
    }
    if (expr instanceof Expr.Cast cast) {
      String inner = of(cast.operand());
      if (cast.operand() instanceof Expr.ScalarQuery) {
        return inner;
      }
      return inner.equals(NONE)
              || (inner.equals("case") && !(cast.operand() instanceof Expr.ColumnRef))
          ? cast.type().name()
          : inner;
    }
    if (expr instanceof Expr.Collate collate) {
      return of(collate.operand());
    }
    if (expr instanceof Expr.Subscript subscript) {
      return of(subscript.array());
    }
    if (expr instanceof Expr.Case choice) {
      String inner = choice.otherwise() == null ? NONE : of(choice.otherwise());
      boolean weak =
          inner.equals(NONE)
              || !(choice.otherwise() instanceof Expr.ColumnRef
                  || choice.otherwise() instanceof Expr.Call);
      return weak ? "case" : inner;
    }
    if (expr instanceof Expr.ArrayLiteral || expr instanceof Expr.ArrayQuery) {
      return "array";
    }
    if (expr instanceof Expr.Exists) {
      return "exists";
    }
    if (expr instanceof Expr.Row) {
      return "row";
    }
    if (expr instanceof Expr.ScalarQuery query
        && query.query().body() instanceof io.hivedb.sqlite.internal.sql.parse.Select.Core core
        && core.items().size() == 1) {
      String alias = core.items().get(0).alias();
      return alias != null ? alias : of(core.items().get(0).value());
    }
    return NONE;
  }
}
