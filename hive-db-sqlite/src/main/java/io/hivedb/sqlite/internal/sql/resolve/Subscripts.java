// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.INT4;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;

/** The places of an array's elements. */
final class Subscripts {

  private Subscripts() {}

  /** The arguments of a trigger, whose array begins at 0. */
  static boolean areArguments(Expr array, Typed found) {
    return array instanceof Expr.ColumnRef ref
        && ref.last().equals("tg_argv")
        && found.sql().startsWith("?");
  }

  /** A place, which is cast as in an assignment. */
  static String bound(Resolver resolver, Expr bound, Scope scope) {
    try {
      return resolver.casts().assign(resolver.resolve(bound, scope), INT4, -1, "").sql();
    } catch (PgException e) {
      if (e.sqlState().equals("42804")) {
        throw new PgException("42804", "array subscript must have type integer")
            .at(bound.position());
      }
      throw e;
    }
  }
}
