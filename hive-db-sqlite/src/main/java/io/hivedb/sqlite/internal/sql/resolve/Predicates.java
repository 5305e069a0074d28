// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Expressions of type boolean. */
final class Predicates {

  private final Resolver resolver;
  private final Quantifiers quantifiers;

  Predicates(Resolver resolver) {
    this.resolver = resolver;
    this.quantifiers = new Quantifiers(resolver);
  }

  Quantifiers quantifiers() {
    return quantifiers;
  }

  /** A condition, which must be boolean. */
  Typed condition(Expr expr, Scope scope, String clause) {
    int sets = scope.sets().all().size();
    Typed value = resolver.resolve(expr, scope);
    refuseSets(scope, sets, clause, start(expr));
    if (value.isUnknown()) {
      return resolver.casts().implicit(value, BOOL);
    }
    if (!value.type().equals(BOOL)) {
      throw new PgException(
              "42804",
              "argument of " + clause + " must be type boolean, not type " + value.type().sqlName())
          .at(value.position());
    }
    return value;
  }

  private static void refuseSets(Scope scope, int before, String clause, int position) {
    if (scope.sets().all().size() > before) {
      throw new PgException("42804", "argument of " + clause + " must not return a set")
          .at(position);
    }
  }

  private static int start(Expr expr) {
    return expr instanceof Expr.Binary binary ? start(binary.left()) : expr.position();
  }

  static Typed bool(String sql, int position) {
    return Typed.of("(" + sql + ")", BOOL, position);
  }

  Typed resolve(Expr expr, Scope scope) {
    if (expr instanceof Expr.Logical logical) {
      String word = logical.and() ? "AND" : "OR";
      String left = condition(logical.left(), scope, word).sql();
      return bool(
          left + " " + word + " " + condition(logical.right(), scope, word).sql(),
          logical.position());
    }
    if (expr instanceof Expr.Not not) {
      return bool("NOT " + condition(not.operand(), scope, "NOT").sql(), not.position());
    }
    if (expr instanceof Expr.NullTest test) {
      Expr.Row named = new RowReferences(resolver, scope).row(test.operand());
      if (named != null || test.operand() instanceof Expr.Row) {
        return rowIsNull(named != null ? named : (Expr.Row) test.operand(), test, scope);
      }
      Typed value = resolver.casts().settle(resolver.resolve(test.operand(), scope));
      RowValues.refuse(value.type(), "IS NULL");
      return bool(value.sql() + (test.negated() ? " IS NOT NULL" : " IS NULL"), test.position());
    }
    if (expr instanceof Expr.BooleanTest test) {
      String truth =
          test.value() == null ? "UNKNOWN" : test.value().toString().toUpperCase(Locale.ROOT);
      String clause = (test.negated() ? "IS NOT " : "IS ") + truth;
      String value = condition(test.operand(), scope, clause).sql();
      String what = test.value() == null ? "NULL" : test.value() ? "1" : "0";
      return bool(value + (test.negated() ? " IS NOT " : " IS ") + what, test.position());
    }
    if (expr instanceof Expr.Exists exists) {
      return bool(
          "EXISTS (" + resolver.queries().resolve(exists.query(), scope).render() + ")",
          exists.position());
    }
    if (expr instanceof Expr.Distinct distinct) {
      Typed rows = new RowReferences(resolver, scope).distinct(distinct);
      return rows == null ? distinct(distinct, scope) : rows;
    }
    if (expr instanceof Expr.Between between) {
      return between(between, scope);
    }
    if (expr instanceof Expr.InList in) {
      return inList(in, scope);
    }
    if (expr instanceof Expr.Like like) {
      return like(like, scope);
    }
    return quantifiers.resolve(expr, scope);
  }

  /** Each field is null, or each is not: a row may be neither. */
  private Typed rowIsNull(Expr.Row row, Expr.NullTest test, Scope scope) {
    StringBuilder sql = new StringBuilder();
    for (Expr field : row.fields()) {
      Typed value = resolver.casts().settle(resolver.resolve(field, scope));
      sql.append(sql.isEmpty() ? "" : " AND ")
          .append(value.sql())
          .append(test.negated() ? " IS NOT NULL" : " IS NULL");
    }
    return bool(sql.isEmpty() ? "1" : sql.toString(), test.position());
  }

  private Typed distinctRows(Expr.Row left, Expr.Row right, Expr.Distinct distinct, Scope scope) {
    if (left.fields().size() != right.fields().size()) {
      throw new PgException("42601", "unequal number of entries in row expressions")
          .at(distinct.position());
    }
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < left.fields().size(); i++) {
      Expr.Distinct field =
          new Expr.Distinct(
              left.fields().get(i), right.fields().get(i), false, distinct.position());
      sql.append(i == 0 ? "" : " OR ").append(distinct(field, scope).sql());
    }
    return bool((distinct.negated() ? "NOT (" : "(") + sql + ")", distinct.position());
  }

  private Typed distinct(Expr.Distinct distinct, Scope scope) {
    if (distinct.left() instanceof Expr.Row left && distinct.right() instanceof Expr.Row right) {
      return distinctRows(left, right, distinct, scope);
    }
    List<Typed> operands = resolver.resolve(List.of(distinct.left(), distinct.right()), scope);
    Typed equal = resolver.operators().operator("=", operands, distinct.position());
    List<Typed> cast = sameTypes(operands);
    String same =
        "CASE WHEN "
            + cast.get(0).sql()
            + " IS NULL OR "
            + cast.get(1).sql()
            + " IS NULL THEN ("
            + cast.get(0).sql()
            + " IS NULL AND "
            + cast.get(1).sql()
            + " IS NULL) ELSE "
            + equal.sql()
            + " END";
    return bool(distinct.negated() ? same : "NOT " + same, distinct.position());
  }

  /** Gives unknown operands the other's type, for a second mention of them. */
  private List<Typed> sameTypes(List<Typed> operands) {
    PgType type = operands.get(0).isUnknown() ? operands.get(1).type() : operands.get(0).type();
    List<Typed> cast = new ArrayList<>();
    for (Typed operand : operands) {
      cast.add(
          operand.isUnknown()
              ? resolver.casts().implicit(operand, type.equals(UNKNOWN) ? TEXT : type)
              : operand);
    }
    return cast;
  }

  private Typed between(Expr.Between between, Scope scope) {
    int position = between.position();
    int sets = scope.sets().all().size();
    Typed value = resolver.resolve(between.operand(), scope);
    Typed low = resolver.resolve(between.low(), scope);
    Typed high = resolver.resolve(between.high(), scope);
    String sql = range(value, low, high, position);
    refuseSets(scope, sets, between.negated() ? "OR" : "AND", start(between.operand()));
    if (between.symmetric()) {
      sql = sql + " OR " + range(value, high, low, position);
    }
    return bool(between.negated() ? "NOT (" + sql + ")" : sql, position);
  }

  private String range(Typed value, Typed low, Typed high, int position) {
    String from = resolver.operators().operator(">=", List.of(value, low), position).sql();
    return "("
        + from
        + " AND "
        + resolver.operators().operator("<=", List.of(value, high), position).sql()
        + ")";
  }

  /** A list is what PostgreSQL makes of it: comparisons joined by OR. */
  private Typed inList(Expr.InList in, Scope scope) {
    StringBuilder sql = new StringBuilder();
    if (in.operand() instanceof Expr.Row row) {
      for (Expr value : in.values()) {
        if (!(value instanceof Expr.Row other)) {
          throw PgException.unsupported("IN of a row and something else").at(in.position());
        }
        sql.append(sql.isEmpty() ? "" : " OR ")
            .append(quantifiers.rows("=", row, other, scope, in.position()).sql());
      }
      return bool((in.negated() ? "NOT (" : "(") + sql + ")", in.position());
    }
    Typed operand = resolver.resolve(in.operand(), scope);
    List<Typed> values = resolver.resolve(in.values(), scope);
    String list = plainList(operand, values, in);
    if (list != null) {
      return bool(list, in.position());
    }
    for (Typed value : values) {
      Typed equal = resolver.operators().operator("=", List.of(operand, value), in.position());
      sql.append(sql.isEmpty() ? "" : " OR ").append(equal.sql());
    }
    return bool((in.negated() ? "NOT (" : "(") + sql + ")", in.position());
  }

  /** SQLite's own IN where it means the same and may use an index. */
  private @Nullable String plainList(Typed operand, List<Typed> values, Expr.InList in) {
    PgType type = operand.type().equals(VARCHAR) ? TEXT : operand.type();
    boolean plain =
        operand.type().collation() == null
            && !type.isArray()
            && !isVector(type)
            && !operand.isUnknown()
            && !type.equals(JSON);
    if (!plain) {
      return null;
    }
    StringBuilder list = new StringBuilder();
    for (Typed value : values) {
      if (!value.isUnknown()
          && !value.type().equals(type)
          && !value.type().equals(operand.type())) {
        return null;
      }
      list.append(list.isEmpty() ? "" : ", ").append(resolver.casts().implicit(value, type).sql());
    }
    return operand.sql() + type.collate() + (in.negated() ? " NOT IN (" : " IN (") + list + ")";
  }

  private Typed like(Expr.Like like, Scope scope) {
    Typed value = resolver.resolve(like.operand(), scope);
    Typed pattern = resolver.resolve(like.pattern(), scope);
    String not = like.negated() ? "NOT " : "";
    if (like.kind().equals("similar")) {
      if (like.escape() != null) {
        throw PgException.unsupported("SIMILAR TO with ESCAPE").at(like.position());
      }
      String sql = "pg_similar(" + text(value) + ", " + text(pattern) + ")";
      return bool(not + sql, like.position());
    }
    if (like.escape() != null) {
      String escape = text(resolver.resolve(like.escape(), scope));
      int insensitive = like.kind().equals("ilike") ? 1 : 0;
      String sql =
          "pg_like_escape("
              + text(value)
              + ", "
              + text(pattern)
              + ", "
              + escape
              + ", "
              + insensitive
              + ")";
      String probe = "pg_like_escape('', " + text(pattern) + ", " + escape + ", 0)";
      resolver.context().constants().probe(List.of(text(pattern), escape), probe, sql);
      return bool(not + sql, like.position());
    }
    String operator = (like.negated() ? "!~~" : "~~") + (like.kind().equals("ilike") ? "*" : "");
    return resolver.operators().operator(operator, List.of(value, pattern), like.position());
  }

  private String text(Typed value) {
    if (!value.isUnknown() && CastLevel.of(value.type(), TEXT) != CastLevel.IMPLICIT) {
      throw new PgException(
              "42883", "operator does not exist: " + value.type().sqlName() + " ~~ unknown")
          .at(value.position());
    }
    return resolver.casts().implicit(value, TEXT).sql();
  }
}
