// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.CallOptions;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;
import java.util.StringJoiner;

/**
 * WITH CHECK OPTION: what the rows must fulfil that a change of a view has made.
 *
 * @param view the view's name
 * @param condition its condition over the table
 */
record RowCheck(String view, Expr condition) {

  /** A value, or PostgreSQL's error where the row does not fulfil the condition. */
  String around(String value, Resolver resolver, Scope scope, Table table) {
    String holds = resolver.predicates().condition(condition, scope, "WHERE").sql();
    String text = "new row violates check option for view \"" + view + "\"";
    return "CASE WHEN "
        + holds
        + " THEN "
        + value
        + " ELSE pg_fail('44000', "
        + Names.literal(text)
        + ", 'Failing row contains (' || "
        + row(resolver, scope, table)
        + " || ').') END";
  }

  private static String row(Resolver resolver, Scope scope, Table table) {
    StringJoiner texts = new StringJoiner(" || ', ' || ");
    for (Column column : table.columns()) {
      Expr value = new Expr.ColumnRef(List.of(scope.sources().get(0).name(), column.name()), 0);
      Expr text = new Expr.Call(List.of("concat"), List.of(value), CallOptions.NONE, 0);
      String known = resolver.resolve(value, scope).sql() + " IS NULL";
      boolean virtual = column.generated() != null && column.virtual();
      texts.add(
          virtual
              ? "'virtual'"
              : "CASE WHEN "
                  + known
                  + " THEN 'null' ELSE pg_shown("
                  + resolver.resolve(text, scope).sql()
                  + ") END");
    }
    return texts.toString();
  }
}
