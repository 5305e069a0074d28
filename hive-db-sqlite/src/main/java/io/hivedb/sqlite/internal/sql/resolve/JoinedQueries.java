// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Queries that PostgreSQL makes a join of with the query around them: EXISTS and IN that AND joins
 * to the other conditions of WHERE, and LATERAL. In their conditions it so estimates comparisons
 * with columns of the query around too.
 */
final class JoinedQueries {

  private final IdentityHashMap<Expr, Moment> conditions = new IdentityHashMap<>();

  /** When a comparison with a column of the query around is estimated; null where it is not. */
  @Nullable Moment moment(Expr condition) {
    return conditions.get(condition);
  }

  /** A condition of WHERE, or with another moment of ON, is about to be resolved. */
  void within(Expr condition, Moment moment) {
    if (condition instanceof Expr.Logical logical && logical.and()) {
      within(logical.left(), moment);
      within(logical.right(), moment);
    } else if (condition instanceof Expr.Exists exists) {
      add(exists.query(), moment);
    } else if (condition instanceof Expr.Not not && not.operand() instanceof Expr.Exists exists) {
      add(exists.query(), moment);
    } else if (condition instanceof Expr.InQuery in && !in.negated()) {
      any(in.operand(), in.query(), moment);
    } else if (condition instanceof Expr.QuantifiedQuery any && !any.all()) {
      any(any.left(), any.query(), moment);
    }
  }

  private void any(Expr left, Select query, Moment moment) {
    add(query, left instanceof Expr.ColumnRef ? moment : Moment.OPEN);
  }

  /** A query of LATERAL is about to be resolved. */
  void lateral(Select query) {
    if (Sublinks.isPulledUp(query)) {
      add(query, Moment.ESTIMATED);
    }
  }

  private void add(Select query, Moment moment) {
    if (query.body() instanceof Select.Core core && core.where() != null) {
      conditions.put(core.where(), isPlain(query, core) ? moment : Moment.OPEN);
    }
  }

  /** Whether nothing keeps the query from becoming a join. */
  private static boolean isPlain(Select query, Select.Core core) {
    return Sublinks.isPulledUp(query)
        && !core.from().isEmpty()
        && core.items().stream().map(Select.Item::value).allMatch(JoinedQueries::isSimple);
  }

  private static boolean isSimple(Expr item) {
    return item instanceof Expr.ColumnRef
        || item instanceof Expr.Star
        || item instanceof Expr.NumberLiteral;
  }
}
