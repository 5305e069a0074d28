// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code c = ANY (ARRAY['a', 'b'])} as {@code c = 'a' OR c = 'b'}, which is the same: where SQLite
 * allows no subquery, an array cannot be gone through. pg_dump writes IN so.
 */
final class SpelledArrays {

  private SpelledArrays() {}

  static Expr of(Expr expr) {
    return Rewriting.of(
        expr, part -> part instanceof Expr.QuantifiedArray any ? spelled(any) : null);
  }

  private static @Nullable Expr spelled(Expr.QuantifiedArray any) {
    Expr array = any.array();
    TypeName type = null;
    if (array instanceof Expr.Cast cast && cast.type().array()) {
      type = element(cast.type());
      array = cast.operand();
    }
    if (!(array instanceof Expr.ArrayLiteral literal)
        || literal.elements().isEmpty()
        || !isColumn(any.left())) {
      return null;
    }
    List<Expr> elements = literal.elements();
    boolean texts = elements.stream().allMatch(Expr.StringLiteral.class::isInstance);
    boolean plain =
        elements.stream().allMatch(e -> e instanceof Expr.NumberLiteral || e instanceof Expr.Cast);
    if (!texts && !plain) {
      return null;
    }
    if (type == null && texts) {
      type = new TypeName(null, "text", List.of(), false, any.position());
    }
    Expr all = null;
    for (Expr element : elements) {
      Expr value = type == null ? element : new Expr.Cast(element, type, element.position());
      Expr one = new Expr.Binary(any.operator(), any.left(), value, any.position());
      all = all == null ? one : new Expr.Logical(any.all(), all, one, any.position());
    }
    return all;
  }

  private static TypeName element(TypeName array) {
    return new TypeName(array.schema(), array.name(), array.modifiers(), false, array.position());
  }

  /** What may be read several times. */
  private static boolean isColumn(Expr expr) {
    return expr instanceof Expr.ColumnRef
        || (expr instanceof Expr.Cast cast && isColumn(cast.operand()));
  }
}
