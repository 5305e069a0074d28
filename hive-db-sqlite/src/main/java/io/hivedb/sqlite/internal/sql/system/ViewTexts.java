// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.List;
import java.util.StringJoiner;

/** Views that select columns of one relation, as pg_get_viewdef prints them; others are marked. */
final class ViewTexts {

  private ViewTexts() {}

  static String of(Relation.View view) {
    Select select = view.query();
    boolean plain =
        select.with().isEmpty()
            && select.orderBy().isEmpty()
            && select.limit() == null
            && select.offset() == null
            && select.lock() == Select.RowLock.NONE;
    if (!plain || !(select.body() instanceof Select.Core core) || !isSimple(core)) {
      return SystemView.UNPRINTABLE;
    }
    FromItem.Relation from = (FromItem.Relation) core.from().get(0);
    StringJoiner columns = new StringJoiner(",\n    ", " SELECT ", "\n");
    List<Column> outputs = view.columns();
    for (int i = 0; i < outputs.size(); i++) {
      String name = ((Expr.ColumnRef) core.items().get(i).value()).last();
      String output = outputs.get(i).name();
      columns.add(
          TypeTexts.identifier(name)
              + (name.equals(output) ? "" : " AS " + TypeTexts.identifier(output)));
    }
    String schema = from.name().schema();
    String qualifier =
        schema == null || schema.equals("public") ? "" : TypeTexts.identifier(schema) + ".";
    return columns + "   FROM " + qualifier + TypeTexts.identifier(from.name().name()) + ";";
  }

  private static boolean isSimple(Select.Core core) {
    return !core.distinct()
        && core.where() == null
        && core.groupBy().isEmpty()
        && core.groupingSets().isEmpty()
        && core.having() == null
        && core.windows().isEmpty()
        && core.from().size() == 1
        && core.from().get(0) instanceof FromItem.Relation from
        && from.alias() == null
        && core.items().stream()
            .allMatch(
                item -> item.value() instanceof Expr.ColumnRef ref && ref.names().size() == 1);
  }
}
