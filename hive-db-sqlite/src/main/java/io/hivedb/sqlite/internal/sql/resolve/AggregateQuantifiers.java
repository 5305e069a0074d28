// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/**
 * {@code sum(x) > ALL (SELECT ...)}: SQLite takes no aggregate of the outer query into the inner
 * one, so that the aggregate is compared with the greatest or least row outside of it.
 */
final class AggregateQuantifiers {

  private final Resolver resolver;
  private final Typed left;
  private final int position;

  AggregateQuantifiers(Resolver resolver, Typed left, int position) {
    this.resolver = resolver;
    this.left = left;
    this.position = position;
  }

  boolean applies() {
    return holdsAggregate(left.sql());
  }

  void refuse() {
    if (applies()) {
      throw unsupported();
    }
  }

  private PgException unsupported() {
    return PgException.unsupported("an aggregate compared with each row of a query or an array")
        .at(position);
  }

  Typed query(String operator, boolean all, Query inner, String alias) {
    PgType type = inner.outputs().get(0).value().type();
    boolean sorts = "NSDT".indexOf(type.category()) >= 0 && !Types.isReference(type);
    if (!List.of("<", "<=", ">", ">=").contains(operator) || !sorts) {
      throw unsupported();
    }
    boolean greatest = all == operator.startsWith(">");
    String column = alias + "." + inner.columnName(0);
    String rows = " FROM (" + inner.render() + ") AS " + alias + ")";
    String bound = "(SELECT " + (greatest ? "max(" : "min(") + column + type.collate() + ")" + rows;
    Typed item = Typed.of(bound, type, position);
    String test = resolver.operators().operator(operator, List.of(left, item), position).sql();
    String decided = all ? "0" : "1";
    String sql =
        "CASE WHEN (SELECT count(*)"
            + rows
            + " = 0 THEN "
            + (all ? "1" : "0")
            + " WHEN "
            + test
            + " = "
            + decided
            + " THEN "
            + decided
            + " WHEN (SELECT count(*) = count("
            + column
            + ")"
            + rows
            + " THEN "
            + test
            + " END";
    return Predicates.bool(sql, position);
  }

  /** Whether an aggregate stands outside of queries in brackets and of literals. */
  private static boolean holdsAggregate(String sql) {
    int depth = 0;
    int query = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '`') {
        quote = c;
      } else if (c == '(') {
        depth++;
        boolean begins = sql.startsWith("SELECT ", i + 1) || sql.startsWith("WITH ", i + 1);
        query = query == 0 && begins ? depth : query;
      } else if (c == ')') {
        query = query == depth ? 0 : query;
        depth--;
      } else if (query == 0 && isWordStart(sql, i) && isAggregate(sql, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWordStart(String sql, int at) {
    return at == 0 || !(Character.isLetterOrDigit(sql.charAt(at - 1)) || sql.charAt(at - 1) == '_');
  }

  private static boolean isAggregate(String sql, int at) {
    return Registry.instance().aggregateAt(sql, at) != null;
  }
}
