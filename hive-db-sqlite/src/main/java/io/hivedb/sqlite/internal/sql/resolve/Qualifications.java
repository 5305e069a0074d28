// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;

/** Conditions of WHERE, HAVING and ON, for which PostgreSQL estimates how many rows pass. */
final class Qualifications {

  private final Resolver resolver;

  Qualifications(Resolver resolver) {
    this.resolver = resolver;
  }

  private Constants constants() {
    return resolver.context().constants();
  }

  String where(Expr expr, Scope scope) {
    scope.aggregates().forbid("WHERE");
    constants().joined().within(expr, Moment.ESTIMATED);
    constants().condition(expr, scope, moment(scope));
    String sql = resolver.predicates().condition(expr, scope, "WHERE").sql();
    scope.aggregates().forbid("");
    return sql;
  }

  String having(Expr expr, Scope scope) {
    constants().condition(expr, scope, moment(scope));
    return resolver.predicates().condition(expr, scope, "HAVING").sql();
  }

  /** A condition of ON; that of an outer join is computed for pairs of rows only. */
  String on(Expr expr, Scope scope, boolean inner) {
    constants().joined().within(expr, Moment.OPEN);
    constants().condition(expr, scope, inner ? moment(scope) : null);
    return resolver.predicates().condition(expr, scope, "JOIN/ON").sql();
  }

  private Moment moment(Scope scope) {
    return scope.isOfStatement(resolver.context().top()) ? Moment.RUN : Moment.OPEN;
  }
}
