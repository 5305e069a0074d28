// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;

/** {@code RETURNING *} of a view: its columns, and not those of its table. */
final class ViewStarItems {

  private final ViewShape shape;
  private final String visible;

  ViewStarItems(ViewShape shape, String visible) {
    this.shape = shape;
    this.visible = visible;
  }

  Dml of(Dml dml) {
    boolean others =
        (dml instanceof Dml.Update u && !u.from().isEmpty())
            || (dml instanceof Dml.Delete d && !d.using().isEmpty());
    List<Select.Item> items = new ArrayList<>();
    for (Select.Item item : dml.returning()) {
      if (!(item.value() instanceof Expr.Star star)) {
        items.add(item);
      } else if (star.qualifier().equals(List.of(visible))
          || (star.qualifier().isEmpty() && !others)) {
        shape.columns().keySet().forEach(column -> items.add(item(column, star.position())));
      } else {
        throw PgException.unsupported("RETURNING * of a view and other tables");
      }
    }
    if (dml instanceof Dml.Update u) {
      return new Dml.Update(
          u.with(),
          u.recursive(),
          u.table(),
          u.alias(),
          u.assignments(),
          u.from(),
          u.where(),
          items);
    }
    if (dml instanceof Dml.Delete d) {
      return new Dml.Delete(
          d.with(), d.recursive(), d.table(), d.alias(), d.using(), d.where(), items);
    }
    Dml.Insert i = (Dml.Insert) dml;
    return new Dml.Insert(
        i.with(),
        i.recursive(),
        i.table(),
        i.alias(),
        i.columns(),
        i.overriding(),
        i.source(),
        i.onConflict(),
        items);
  }

  private Select.Item item(String column, int position) {
    return new Select.Item(new Expr.ColumnRef(List.of(visible, column), position), null);
  }
}
