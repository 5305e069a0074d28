// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;

/** Where PostgreSQL allows no subquery. */
final class Subqueries {

  private Subqueries() {}

  /** PostgreSQL's error for a subquery in an expression. */
  static void refuse(Expr expr, String where) {
    Rewriting.of(
        expr,
        part -> {
          int position = position(part);
          if (position >= 0) {
            throw new PgException("0A000", "cannot use subquery in " + where).at(position);
          }
          return null;
        });
  }

  private static int position(Object part) {
    if (part instanceof Expr.ScalarQuery query) {
      return query.position();
    }
    if (part instanceof Expr.Exists query) {
      return query.position();
    }
    if (part instanceof Expr.InQuery query) {
      return query.position();
    }
    if (part instanceof Expr.ArrayQuery query) {
      return query.position();
    }
    return part instanceof Expr.QuantifiedQuery query ? query.position() : -1;
  }
}
