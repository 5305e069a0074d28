// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.List;

/** The resolvers of one statement, which call each other. */
final class Resolver {

  private final Context context;
  private final Casts casts;
  private final Expressions expressions;
  private final Predicates predicates;
  private final Calls calls;
  private final Operators operators;
  private final JsonCalls jsonCalls;
  private final Queries queries;
  private final List<RowCheck> checks = new ArrayList<>();

  Resolver(Context context) {
    this.context = context;
    this.casts = new Casts(context);
    this.expressions = new Expressions(this);
    this.predicates = new Predicates(this);
    this.calls = new Calls(this);
    this.operators = new Operators(this);
    this.jsonCalls = new JsonCalls(this);
    this.queries = new Queries(this);
  }

  Context context() {
    return context;
  }

  Casts casts() {
    return casts;
  }

  Expressions expressions() {
    return expressions;
  }

  Predicates predicates() {
    return predicates;
  }

  Calls calls() {
    return calls;
  }

  Operators operators() {
    return operators;
  }

  JsonCalls jsonCalls() {
    return jsonCalls;
  }

  Queries queries() {
    return queries;
  }

  /** What the rows that the statement makes must fulfil. */
  List<RowCheck> checks() {
    return checks;
  }

  Typed resolve(Expr expr, Scope scope) {
    return expressions.resolve(expr, scope);
  }

  List<Typed> resolve(List<Expr> exprs, Scope scope) {
    List<Typed> values = new ArrayList<>();
    for (Expr expr : exprs) {
      values.add(expressions.resolve(expr, scope));
    }
    return values;
  }
}
