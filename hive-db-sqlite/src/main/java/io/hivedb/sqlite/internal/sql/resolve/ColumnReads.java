// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which views read a column of a table; where a query does not tell that plainly, it is refused.
 */
final class ColumnReads {

  private final Catalog catalog;
  private final Table table;
  private final String column;

  /** The relations of one query by the names that they have in it. */
  private final Map<String, Relation> sources = new HashMap<>();

  private boolean plain;
  private boolean read;

  ColumnReads(Catalog catalog, Table table, String column) {
    this.catalog = catalog;
    this.table = table;
    this.column = column;
  }

  /** The views, materialized or not, that read the column themselves. */
  List<Relation> views() {
    List<Relation> views = new ArrayList<>();
    for (Relation view : catalog.relations()) {
      if (ViewReads.reads(view, table, catalog) && ViewReads.mayRead(view, column) && reads(view)) {
        views.add(view);
      }
    }
    return views;
  }

  private boolean reads(Relation view) {
    Select query = Objects.requireNonNull(ViewReads.query(view));
    sources.clear();
    plain = true;
    read = false;
    look(query, part -> source(part, view));
    look(query, part -> reference(part, view));
    if (!plain) {
      throw PgException.unsupported(
          "ALTER TABLE of a table that the view " + view.name() + " uses");
    }
    return read;
  }

  private static void look(Select query, Consumer<Object> visit) {
    Rewriting.of(
        query,
        part -> {
          visit.accept(part);
          return null;
        });
  }

  private void source(Object part, Relation view) {
    boolean other =
        part instanceof FromItem
            && !(part instanceof FromItem.Relation || part instanceof FromItem.Join);
    boolean shared =
        part instanceof FromItem.Join join && (join.natural() || join.using().contains(column));
    boolean renamed =
        part instanceof Select.Item item && column.equals(item.alias()) && !names(item.value());
    plain &= !other && !shared && !renamed && !(part instanceof Select.Cte);
    if (part instanceof FromItem.Relation item) {
      Relation found = ViewReads.relation(item, view, catalog);
      FromItem.Alias alias = item.alias();
      plain &= found != null && (alias == null || alias.columns().isEmpty());
      String name = alias == null ? item.name().name() : alias.name();
      Relation same = found == null ? null : sources.put(name, found);
      plain &= same == null || same.equals(found);
    }
  }

  private void reference(Object part, Relation view) {
    if (part instanceof Expr.ColumnRef ref && names(ref)) {
      List<String> names = ref.names();
      plain &= names.size() <= 2;
      read |= names.size() == 1 ? isOnly() : isTable(sources.get(names.get(0)));
    } else if (part instanceof Expr.Star star) {
      List<String> qualifier = star.qualifier();
      plain &= qualifier.size() <= 1;
      boolean of = qualifier.isEmpty() ? isOnly() : isTable(sources.get(qualifier.get(0)));
      // A column that came later is none of the view's.
      plain &= !of || has(view);
      read |= of;
    }
  }

  private boolean names(Expr value) {
    return value instanceof Expr.ColumnRef ref && ref.last().equals(column);
  }

  private boolean isTable(@Nullable Relation relation) {
    plain &= relation != null;
    return relation != null && relation.key().equals(table.key());
  }

  /** Whether no other relation of the query has a column of that name. */
  private boolean isOnly() {
    for (Relation relation : sources.values()) {
      plain &= relation.key().equals(table.key()) || !has(relation);
    }
    return true;
  }

  private boolean has(Relation relation) {
    List<Column> columns = Comments.columns(relation);
    return columns.stream().anyMatch(one -> one.name().equals(column));
  }
}
