// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;

/** Prints the simple defaults of columns as PostgreSQL prints them. */
final class ExpressionText {

  /** Stands for an expression that is there, but that this class cannot print. */
  static final String OTHER = "(expression)";

  private ExpressionText() {}

  static String of(Expr expression, PgType type) {
    if (expression instanceof Expr.NumberLiteral number) {
      return number.text();
    }
    if (expression instanceof Expr.BooleanLiteral flag) {
      return Boolean.toString(flag.value());
    }
    if (expression instanceof Expr.StringLiteral text) {
      return Identifiers.literal(text.value()) + "::" + type.sqlName();
    }
    if (expression instanceof Expr.Unary unary
        && unary.operator().equals("-")
        && unary.operand() instanceof Expr.NumberLiteral number) {
      return "'-" + number.text() + "'::" + type.sqlName();
    }
    if (expression instanceof Expr.Call call && call.arguments().isEmpty()) {
      return call.name() + "()";
    }
    if (expression instanceof Expr.Cast cast && cast.operand() instanceof Expr.StringLiteral) {
      return of(cast.operand(), type);
    }
    return OTHER;
  }
}
