// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** CASE, COALESCE, NULLIF, GREATEST and LEAST. */
final class Conditionals {

  private final Resolver resolver;

  Conditionals(Resolver resolver) {
    this.resolver = resolver;
  }

  private Casts casts() {
    return resolver.casts();
  }

  private Typed resolve(Expr expr, Scope scope) {
    return resolver.resolve(expr, scope);
  }

  /** CASE. */
  Typed caseWhen(Expr.Case choice, Scope scope) {
    return withoutSets(scope, () -> branches(choice, scope));
  }

  /** What may not be evaluated must not make rows. */
  private static <T> T withoutSets(Scope scope, Supplier<T> work) {
    boolean allowed = scope.sets().allowed();
    scope.sets().allow(false);
    try {
      return work.get();
    } finally {
      scope.sets().allow(allowed);
    }
  }

  private Typed branches(Expr.Case choice, Scope scope) {
    List<Typed> results = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (Expr.When when : choice.whens()) {
      Expr condition = when.condition();
      if (choice.operand() != null) {
        condition = new Expr.Binary("=", choice.operand(), condition, when.condition().position());
      }
      conditions.add(resolver.predicates().condition(condition, scope, "CASE/WHEN").sql());
      results.add(resolve(when.result(), scope));
    }
    Typed otherwise =
        choice.otherwise() == null
            ? Typed.of("NULL", UNKNOWN, choice.position())
            : resolve(choice.otherwise(), scope);
    results.add(0, otherwise);
    PgType type = casts().common(results, "CASE");
    List<String> values = results.stream().map(r -> casts().implicit(r, type).sql()).toList();
    String sql = chosen(conditions, values);
    return Typed.of(sql, type, Casts.commonTypmod(results, type), choice.position());
  }

  /**
   * The branches without those that PostgreSQL leaves out as their conditions are constants; an
   * aggregate there still makes one row of many.
   */
  private static String chosen(List<String> conditions, List<String> results) {
    StringBuilder sql = new StringBuilder();
    String otherwise = results.get(0);
    for (int i = 0; i < conditions.size(); i++) {
      String condition = conditions.get(i);
      String result = results.get(i + 1);
      List<String> later = results.subList(Math.min(i + 2, results.size()), results.size());
      boolean none = isOfRow(results.get(0)) && later.stream().allMatch(Conditionals::isOfRow);
      if (condition.equals("1") && none) {
        otherwise = result;
        break;
      }
      if (!isOfRow(result) || !(condition.equals("0") || condition.equals("NULL"))) {
        sql.append(" WHEN ").append(condition).append(" THEN ").append(result);
      }
    }
    return sql.isEmpty() ? otherwise : "(CASE" + sql + " ELSE " + otherwise + " END)";
  }

  private static boolean isOfRow(String sql) {
    return sql.indexOf('(') < 0 || !Sublinks.aggregates(SqlTree.of(sql));
  }

  Typed choice(Expr.Choice choice, Scope scope) {
    List<Typed> values =
        choice.name().equals("coalesce")
            ? withoutSets(scope, () -> resolver.resolve(choice.arguments(), scope))
            : resolver.resolve(choice.arguments(), scope);
    if (choice.name().equals("nullif")) {
      return nullif(values, choice.position());
    }
    PgType type = casts().common(values, choice.name().toUpperCase(Locale.ROOT));
    StringBuilder list = new StringBuilder();
    for (Typed value : values) {
      list.append(list.isEmpty() ? "" : ", ").append(casts().implicit(value, type).sql());
    }
    int typmod = Casts.commonTypmod(values, type);
    if (!choice.name().equals("coalesce")) {
      RowValues.refuse(type, choice.name().toUpperCase(Locale.ROOT));
      if (type.equals(JSON)) {
        throw new PgException("42883", "could not identify a comparison function for type json")
            .at(values.get(0).position());
      }
      if (type.category() == 'E') {
        throw PgException.unsupported(choice.name() + " of an enum").at(choice.position());
      }
      String sql = "pg_" + choice.name() + "(" + type.oid() + ", " + list + ")";
      return Typed.of(sql, type, typmod, choice.position());
    }
    String first = casts().implicit(values.get(0), type).sql();
    // PostgreSQL leaves out what follows a constant; an aggregate there still makes one row of
    // many.
    boolean whole =
        values.size() == 1
            || (ConstantText.isLiteral(first) && list.indexOf("(", first.length()) < 0);
    String sql = whole ? first : "coalesce(" + list + ")";
    return Typed.of(sql, type, typmod, choice.position());
  }

  /** A number is one of the operator's type, where = has none for the two as they are. */
  private Typed compared(List<Typed> values) {
    Typed first = values.get(0);
    boolean exact =
        values.get(1).type().equals(NUMERIC)
            && (first.type().equals(INT2)
                || first.type().equals(INT4)
                || first.type().equals(INT8));
    return exact ? casts().implicit(first, NUMERIC) : first;
  }

  private Typed nullif(List<Typed> values, int position) {
    if (values.size() != 2) {
      throw new PgException("42601", "syntax error at or near \")\"").at(position);
    }
    Typed equal = resolver.operators().operator("=", values, position);
    Typed first =
        values.get(0).isUnknown()
            ? casts()
                .implicit(values.get(0), values.get(1).isUnknown() ? TEXT : values.get(1).type())
            : values.get(0).type().equals(VARCHAR)
                // The operator = of varchar is that of text, or of bpchar beside one.
                ? casts()
                    .implicit(values.get(0), values.get(1).type().equals(BPCHAR) ? BPCHAR : TEXT)
                : compared(values);
    String sql = "CASE WHEN " + equal.sql() + " THEN NULL ELSE " + first.sql() + " END";
    return Typed.of("(" + sql + ")", first.type(), first.typmod(), position);
  }
}
