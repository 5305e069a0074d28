// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** IN, ANY and ALL over arrays and queries, and comparisons of rows. */
final class Quantifiers {

  private final Resolver resolver;

  Quantifiers(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Comparison of rows, field by field. */
  Typed rows(Expr.Binary binary, Scope scope) {
    return rows(
        binary.operator(),
        (Expr.Row) binary.left(),
        (Expr.Row) binary.right(),
        scope,
        binary.position());
  }

  Typed rows(String operator, Expr.Row left, Expr.Row right, Scope scope, int position) {
    if (left.fields().size() != right.fields().size()) {
      throw new PgException("42601", "unequal number of entries in row expressions").at(position);
    }
    List<Typed> a = resolver.resolve(left.fields(), scope);
    List<Typed> b = resolver.resolve(right.fields(), scope);
    boolean equality = operator.equals("=") || operator.equals("<>");
    StringBuilder sql = new StringBuilder();
    if (equality) {
      for (int i = 0; i < a.size(); i++) {
        sql.append(i == 0 ? "" : operator.equals("=") ? " AND " : " OR ");
        sql.append(
            resolver.operators().operator(operator, List.of(a.get(i), b.get(i)), position).sql());
      }
      return Predicates.bool(sql.toString(), position);
    }
    String strict = operator.substring(0, 1);
    String result = "";
    for (int i = a.size() - 1; i >= 0; i--) {
      List<Typed> pair = List.of(a.get(i), b.get(i));
      boolean last = i == a.size() - 1;
      if (last) {
        result = resolver.operators().operator(operator, pair, position).sql();
      } else {
        String less = resolver.operators().operator(strict, pair, position).sql();
        String same = resolver.operators().operator("=", pair, position).sql();
        result = "(CASE " + same + " WHEN 1 THEN " + result + " WHEN 0 THEN " + less + " END)";
      }
    }
    return Predicates.bool(result, position);
  }

  Typed resolve(Expr expr, Scope scope) {
    if (expr instanceof Expr.QuantifiedArray any) {
      return array(any, scope);
    }
    if (expr instanceof Expr.InQuery in) {
      return query(in.operand(), "=", in.negated(), in.query(), scope, in.position(), in.negated());
    }
    if (expr instanceof Expr.QuantifiedQuery any) {
      return query(
          any.left(), any.operator(), any.all(), any.query(), scope, any.position(), false);
    }
    throw PgException.unsupported("this expression").at(expr.position());
  }

  /** {@code x op ANY (array)} over the spread array, with SQL's three values of truth. */
  private Typed array(Expr.QuantifiedArray any, Scope scope) {
    Typed left = resolver.resolve(any.left(), scope);
    Typed array = resolver.resolve(any.array(), scope);
    new AggregateQuantifiers(resolver, left, any.position()).refuse();
    if (array.isUnknown()) {
      PgType element = left.isUnknown() ? TEXT : left.type().equals(VARCHAR) ? TEXT : left.type();
      array = resolver.casts().implicit(array, Types.array(element));
    }
    PgType element = array.type().element();
    if (element == null) {
      throw new PgException("42809", "op ANY/ALL (array) requires array on right side")
          .at(any.position());
    }
    String alias = resolver.context().alias();
    Typed item = Typed.of(Sets.decode(alias + ".value", element, false), element, any.position());
    String test =
        resolver.operators().operator(any.operator(), List.of(left, item), any.position()).sql();
    String from = " FROM json_each(pg_set_unnest_anyarray(" + array.sql() + ")) AS " + alias + ")";
    String body = truth(test, any.all(), from, left.sql());
    // Not a CASE, whose parts are constants only where its conditions let them be reached.
    String sql =
        "iif(" + array.sql() + " IS NOT NULL, " + body + ", " + none(left.sql(), "NULL") + ")";
    return Typed.of(sql, BOOL, any.position());
  }

  /** What holds of no elements, once an operand is computed. */
  private static String none(String operand, String truth) {
    return operand.indexOf('(') < 0
        ? truth
        : "iif(" + operand + " IS NULL, " + truth + ", " + truth + ")";
  }

  /** max of the tests is ANY, min is ALL, null where a test is unknown and decides. */
  private static String truth(String test, boolean all, String from, String operand) {
    String holds = all ? "1" : "0";
    return "(SELECT CASE WHEN count(*) = 0 THEN "
        + none(operand, holds)
        + (all ? " WHEN min(" : " WHEN max(")
        + test
        + (all ? ") = 0 THEN 0" : ") = 1 THEN 1")
        + (" WHEN count(*) > count(" + test + ") THEN NULL ELSE " + holds + " END")
        + from;
  }

  private static boolean isPlain(Typed left, Typed output) {
    return left.type().equals(output.type())
        && output.type().collation() == null
        && !isVector(output.type());
  }

  private Typed query(
      Expr operand,
      String operator,
      boolean all,
      Select select,
      Scope scope,
      int position,
      boolean notIn) {
    Query inner = resolver.queries().resolve(select, scope);
    String alias = resolver.context().alias();
    List<Expr> fields = operand instanceof Expr.Row row ? row.fields() : List.of(operand);
    if (inner.outputs().size() != fields.size()) {
      String many = inner.outputs().size() > fields.size() ? "many" : "few";
      throw new PgException("42601", "subquery has too " + many + " columns").at(position);
    }
    boolean plain = fields.size() == 1 && operator.equals("=") && (notIn || !all);
    inner.settle();
    StringBuilder test = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      Typed left = resolver.resolve(fields.get(i), scope);
      Typed output = inner.outputs().get(i).value();
      AggregateQuantifiers outer = new AggregateQuantifiers(resolver, left, position);
      if (outer.applies() && !(plain && isPlain(left, output))) {
        return outer.query(fields.size() == 1 ? operator : "=", all, inner, alias);
      }
      Typed item = Typed.of(alias + "." + inner.columnName(i), output.type(), position);
      if (plain && isPlain(left, output)) {
        return Predicates.bool(
            left.sql()
                + left.type().collate()
                + (notIn ? " NOT IN (" : " IN (")
                + inner.render()
                + ")",
            position);
      }
      test.append(i == 0 ? "" : " AND ")
          .append(
              resolver
                  .operators()
                  .operator(notIn ? "=" : operator, List.of(left, item), position)
                  .sql());
    }
    if (fields.size() > 1 && !operator.equals("=")) {
      throw PgException.unsupported("a comparison of a row with a query").at(position);
    }
    String from = " FROM (" + inner.render() + ") AS " + alias + ")";
    String condition = notIn ? "NOT (" + test + ")" : "(" + test + ")";
    return Typed.of(truth(condition, all, from, ""), BOOL, position);
  }
}
