// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;

/**
 * A strict function of a constant NULL, which PostgreSQL computes when it plans: a set-returning
 * function beside the NULL is then gone, and with it the number of its rows.
 */
final class FoldedNulls {

  private FoldedNulls() {}

  /** Refuses an expression that brought sets with it where an operand is NULL. */
  static void check(Expr expr, boolean sets) {
    if (sets && isFolded(expr)) {
      throw PgException.unsupported("a set-returning function beside a NULL").at(expr.position());
    }
  }

  private static boolean isFolded(Expr expr) {
    return expr instanceof Expr.Binary binary
        ? isNull(binary.left()) || isNull(binary.right())
        : expr instanceof Expr.Call call && !isSet(call) && anyNull(call.arguments());
  }

  private static boolean isSet(Expr.Call call) {
    return Registry.instance().functions(call.name()).stream()
        .anyMatch(signature -> signature.kind() == Signature.Kind.SET);
  }

  private static boolean anyNull(List<Expr> arguments) {
    return arguments.stream().anyMatch(FoldedNulls::isNull);
  }

  private static boolean isNull(Expr expr) {
    if (expr instanceof Expr.Cast cast) {
      return isNull(cast.operand());
    }
    if (expr instanceof Expr.Binary binary) {
      return isNull(binary.left()) || isNull(binary.right());
    }
    return expr instanceof Expr.NullLiteral
        || (expr instanceof Expr.Call call && !isSet(call) && anyNull(call.arguments()));
  }
}
