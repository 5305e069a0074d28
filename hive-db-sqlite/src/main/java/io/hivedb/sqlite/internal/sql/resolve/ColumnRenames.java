// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RENAME COLUMN, also in what the catalogue keeps of expressions. */
final class ColumnRenames {

  private final Definitions definitions;
  private final Table table;
  private final String from;
  private final String to;

  ColumnRenames(Definitions definitions, Table table, AlterAction.RenameColumn rename) {
    this.definitions = definitions;
    this.table = table;
    this.from = rename.column();
    this.to = rename.to();
  }

  void rename() {
    Column column = table.column(from);
    if (column == null) {
      throw new PgException("42703", "column \"" + from + "\" does not exist");
    }
    if (table.column(to) != null) {
      throw new PgException(
          "42701", "column \"" + to + "\" of relation \"" + table.name() + "\" already exists");
    }
    ColumnChanges.refuseViews(definitions, table, from);
    Catalog catalog = definitions.catalog().with(renamed());
    for (Relation.Index index : catalog.indexes(table.key())) {
      List<String> names = index.columns().stream().map(this::name).toList();
      List<Expr> keys = index.keys().stream().map(k -> rewritten(k)).toList();
      List<String> include = index.include().stream().map(this::name).toList();
      catalog =
          catalog.with(
              index
                  .withColumns(names)
                  .including(include)
                  .withExpressions(keys, expression(index.where())));
    }
    for (Table other : catalog.tables()) {
      catalog = catalog.with(references(other));
    }
    Relation.Sequence owned = Table.owned(catalog, table, column);
    if (owned != null) {
      catalog = catalog.with(owned.of(table.key(), to));
    }
    definitions.become(
        catalog.with(
            catalog.comments().renamed(Comments.column(table, from), Comments.column(table, to))));
    // SQLite renames it in the checks, generated columns and indexes that it keeps, too.
    definitions.run(
        "ALTER TABLE "
            + table.sqlite()
            + " RENAME COLUMN "
            + Names.column(from)
            + " TO "
            + Names.column(to));
  }

  private Table renamed() {
    List<Column> columns = new ArrayList<>();
    for (Column column : NotNullNames.kept(table).columns()) {
      Column other = column.generated(expression(column.generated()));
      columns.add(column.name().equals(from) ? other.named(to) : other);
    }
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint c : table.constraints()) {
      constraints.add(
          new Constraint(
              c.name(),
              c.kind(),
              c.columns().stream().map(this::name).toList(),
              expression(c.check()),
              c.referenced(),
              c.referencedColumns(),
              c.actions()));
    }
    return table.withColumns(columns).withConstraints(constraints);
  }

  private String name(String name) {
    return name.equals(from) ? to : name;
  }

  /** An expression over one row of the table: no other table's column can be meant. */
  private @Nullable Expr expression(@Nullable Expr expr) {
    return expr == null ? null : rewritten(expr);
  }

  private Expr rewritten(Expr expr) {
    return Rewriting.of(expr, this::reference);
  }

  private @Nullable Object reference(Object part) {
    if (!(part instanceof Expr.ColumnRef ref) || !ref.last().equals(from)) {
      return null;
    }
    List<String> names = new ArrayList<>(ref.names());
    names.set(names.size() - 1, to);
    return new Expr.ColumnRef(names, ref.position());
  }

  private Table references(Table other) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint c : other.constraints()) {
      List<String> columns = c.referencedColumns().stream().map(this::name).toList();
      constraints.add(
          table.key().equals(c.referenced())
              ? new Constraint(
                  c.name(), c.kind(), c.columns(), c.check(), c.referenced(), columns, c.actions())
              : c);
    }
    return other.withConstraints(constraints);
  }
}
