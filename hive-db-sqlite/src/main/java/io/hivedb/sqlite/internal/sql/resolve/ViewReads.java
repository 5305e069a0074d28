// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the queries of views, materialized or not, read. */
final class ViewReads {

  private ViewReads() {}

  /** Whether a view reads a relation of the catalogue. */
  static boolean reads(Relation view, Relation target, Catalog catalog) {
    Select query = query(view);
    if (query == null) {
      return false;
    }
    Set<String> common = commonTables(query);
    AtomicBoolean found = new AtomicBoolean();
    Rewriting.of(
        query,
        part -> {
          if (part instanceof FromItem.Relation item && is(item, target, common, view, catalog)) {
            found.set(true);
          }
          return null;
        });
    return found.get();
  }

  /** Whether a view may read a column of that name, of whatever table. */
  static boolean mayRead(Relation view, String column) {
    Select query = query(view);
    if (query == null) {
      return false;
    }
    AtomicBoolean found = new AtomicBoolean();
    Rewriting.of(
        query,
        part -> {
          boolean named = part instanceof Expr.ColumnRef ref && ref.last().equals(column);
          boolean all = part instanceof Expr.Star;
          boolean joined =
              part instanceof FromItem.Join join
                  && (join.natural() || join.using().contains(column));
          if (named || all || joined) {
            found.set(true);
          }
          return null;
        });
    return found.get();
  }

  /** The catalogue with the views that read a relation reading it by another name. */
  static Catalog renamed(Catalog catalog, Relation target, String schema, String name) {
    Catalog changed = catalog;
    for (Relation view : catalog.relations()) {
      if (reads(view, target, catalog)) {
        changed = changed.with(renamed(view, target, schema, name, catalog));
      }
    }
    return changed;
  }

  private static Relation renamed(
      Relation view, Relation target, String schema, String name, Catalog catalog) {
    Select query = Objects.requireNonNull(query(view));
    Set<String> common = commonTables(query);
    Select other =
        Rewriting.of(
            query,
            part ->
                part instanceof FromItem.Relation item && is(item, target, common, view, catalog)
                    ? new FromItem.Relation(
                        new QualifiedName(schema, name, item.name().position()), visible(item))
                    : null);
    if (view instanceof Relation.View v) {
      return new Relation.View(
          v.schema(), v.name(), v.oid(), v.columns(), other, v.path(), v.checkOption());
    }
    Table table = (Table) view;
    Table.Traits old = table.traits();
    Table.Materialized before = Objects.requireNonNull(old.materialized());
    Table.Materialized after = new Table.Materialized(other, before.path(), before.populated());
    return table.with(new Table.Traits(old.temporary(), old.onCommit(), after, old.unchecked()));
  }

  private static FromItem.Alias visible(FromItem.Relation item) {
    FromItem.Alias alias = item.alias();
    return alias == null ? new FromItem.Alias(item.name().name(), List.of()) : alias;
  }

  private static boolean is(
      FromItem.Relation item, Relation target, Set<String> common, Relation view, Catalog catalog) {
    QualifiedName name = item.name();
    if (name.schema() == null && common.contains(name.name())) {
      return false;
    }
    Relation found = relation(item, view, catalog);
    return found != null && found.key().equals(target.key());
  }

  /** What a name in a view's query means, common tables aside. */
  static @Nullable Relation relation(FromItem.Relation item, Relation view, Catalog catalog) {
    return catalog.find(item.name().schema(), item.name().name(), path(view));
  }

  private static Set<String> commonTables(Select query) {
    Set<String> names = new HashSet<>();
    Rewriting.of(
        query,
        part -> {
          if (part instanceof Select.Cte common) {
            names.add(common.name());
          }
          return null;
        });
    return names;
  }

  /** The query of a view; null for what is none. */
  static @Nullable Select query(Relation view) {
    if (view instanceof Relation.View plain) {
      return plain.query();
    }
    Table.Materialized kept = view instanceof Table table ? table.materialized() : null;
    return kept == null ? null : kept.query();
  }

  private static List<String> path(Relation view) {
    if (view instanceof Relation.View plain) {
      return plain.path();
    }
    Table.Materialized kept = view instanceof Table table ? table.materialized() : null;
    return kept == null ? List.of() : kept.path();
  }
}
