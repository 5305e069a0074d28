// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.parse.Expr;

/**
 * WITH CHECK OPTION: what the rows must fulfil that a change of a view has made.
 *
 * @param view the view's name
 * @param condition its condition over the table
 */
record RowCheck(String view, Expr condition) {

  /** A value, or PostgreSQL's error where the row does not fulfil the condition. */
  String around(String value, Resolver resolver, Scope scope) {
    String holds = resolver.predicates().condition(condition, scope, "WHERE").sql();
    String text = "new row violates check option for view \"" + view + "\"";
    return "CASE WHEN "
        + holds
        + " THEN "
        + value
        + " ELSE pg_fail('44000', "
        + Names.literal(text)
        + ") END";
  }
}
