// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;

/** RENAME COLUMN of a view: its query gives the column another name. */
final class ViewColumns {

  private final Definitions definitions;
  private final Relation.View view;

  ViewColumns(Definitions definitions, Relation.View view) {
    this.definitions = definitions;
    this.view = view;
  }

  void rename(AlterAction.RenameColumn rename) {
    List<String> names = view.columns().stream().map(Column::name).toList();
    int at = names.indexOf(rename.column());
    if (at < 0) {
      throw new PgException("42703", "column \"" + rename.column() + "\" does not exist");
    }
    if (names.contains(rename.to())) {
      throw new PgException(
          "42701",
          "column \"" + rename.to() + "\" of relation \"" + view.name() + "\" already exists");
    }
    ColumnChanges.refuseViews(definitions, view, rename.column());
    List<Column> columns = new ArrayList<>(view.columns());
    columns.set(at, columns.get(at).named(rename.to()));
    Relation.View changed =
        new Relation.View(
            view.schema(),
            view.name(),
            view.oid(),
            columns,
            query(at, rename.to()),
            view.path(),
            view.checkOption());
    definitions.become(
        definitions
            .catalog()
            .with(changed)
            .with(
                definitions
                    .catalog()
                    .comments()
                    .renamed(
                        Comments.column(view, rename.column()),
                        Comments.column(view, rename.to()))));
  }

  private Select query(int at, String name) {
    boolean plain =
        view.query().body() instanceof Select.Core core
            && core.items().stream().noneMatch(item -> item.value() instanceof Expr.Star);
    if (!plain) {
      throw PgException.unsupported("RENAME COLUMN of a view of this kind");
    }
    Select.Core core = (Select.Core) view.query().body();
    List<Select.Item> items = new ArrayList<>(core.items());
    items.set(at, new Select.Item(items.get(at).value(), name));
    return Rewriting.of(view.query(), part -> part == core.items() ? items : null);
  }
}
