// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes through a view of one table, as changes of the table. */
final class UpdatableViews {

  private final Resolver resolver;
  private final Catalog catalog;

  UpdatableViews(Resolver resolver) {
    this.resolver = resolver;
    this.catalog = resolver.context().catalog();
  }

  /** The statement with the table in the place of its view; itself where it changes a table. */
  Dml of(Dml dml) {
    Dml now = dml;
    boolean cascaded = false;
    Relation.View view = view(now);
    while (view != null) {
      if (now instanceof Dml.Merge) {
        throw PgException.unsupported("MERGE into a view");
      }
      ViewShape shape = ViewShape.of(view, resolver.context(), command(now));
      String visible = Objects.requireNonNullElse(alias(now), view.name());
      cascaded |= view.checkOption().equals("CASCADED");
      boolean checked = cascaded || !view.checkOption().isEmpty();
      if (checked && shape.where() != null) {
        resolver.checks().add(new RowCheck(view.name(), qualified(shape.where(), visible)));
      }
      now = rewritten(now, view, shape, visible);
      view = view(now);
    }
    return now;
  }

  /** PostgreSQL's error for a check option of a view that is not updatable. */
  static void check(Ddl.CreateView create) {
    String problem = create.checkOption().isEmpty() ? null : ViewShape.problem(create.query());
    if (problem != null) {
      throw new PgException(
              "0A000", "WITH CHECK OPTION is supported only on automatically updatable views")
          .hint("Views " + problem + " are not automatically updatable.");
    }
  }

  /** The plan with the columns that RETURNING gives as those of the view. */
  static Plan named(Plan plan, Dml dml, Context context) {
    Relation view = context.relation(dml.table());
    List<ResultColumn> columns = new ArrayList<>();
    for (ResultColumn c : plan.columns()) {
      boolean own = c.table() != null;
      columns.add(
          own
              ? new ResultColumn(
                  c.name(), c.type(), c.typmod(), view.schema(), view.name(), c.name())
              : c);
    }
    return plan.withColumns(columns);
  }

  private Relation.@Nullable View view(Dml dml) {
    QualifiedName name = dml.table();
    Relation found = catalog.find(name.schema(), name.name(), resolver.context().path());
    return found instanceof Relation.View view ? view : null;
  }

  private static String command(Dml dml) {
    return dml instanceof Dml.Insert ? "INSERT" : dml instanceof Dml.Update ? "UPDATE" : "DELETE";
  }

  private static @Nullable String alias(Dml dml) {
    if (dml instanceof Dml.Insert insert) {
      return insert.alias();
    }
    return dml instanceof Dml.Update update ? update.alias() : ((Dml.Delete) dml).alias();
  }

  private static Dml rewritten(Dml dml, Relation.View view, ViewShape shape, String visible) {
    Dml starless = new ViewStarItems(shape, visible).of(dml);
    Dml named = renamed(starless, view, shape);
    QualifiedName base =
        new QualifiedName(shape.base().schema(), shape.base().name(), dml.table().position());
    Expr where = shape.where() == null ? null : qualified(shape.where(), visible);
    if (named instanceof Dml.Update u) {
      return new Dml.Update(
          u.with(),
          u.recursive(),
          base,
          visible,
          u.assignments(),
          u.from(),
          and(where, u.where()),
          u.returning());
    }
    if (named instanceof Dml.Delete d) {
      return new Dml.Delete(
          d.with(), d.recursive(), base, visible, d.using(), and(where, d.where()), d.returning());
    }
    Dml.Insert i = (Dml.Insert) named;
    return new Dml.Insert(
        i.with(),
        i.recursive(),
        base,
        visible,
        columns(i, shape),
        i.overriding(),
        i.source(),
        i.onConflict(),
        i.returning());
  }

  private static @Nullable Expr and(@Nullable Expr one, @Nullable Expr other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Expr.Logical(true, one, other, other.position());
  }

  /** The columns of an INSERT; without a list those of the view, as many as there are values. */
  private static List<Dml.ColumnName> columns(Dml.Insert insert, ViewShape shape) {
    if (!insert.columns().isEmpty() || insert.source() == null) {
      return insert.columns();
    }
    List<Dml.ColumnName> all = new ArrayList<>();
    shape.columns().values().forEach(column -> all.add(new Dml.ColumnName(column, 0)));
    if (insert.source().body() instanceof Select.Values values) {
      return all.subList(0, Math.min(all.size(), values.rows().get(0).size()));
    }
    return all;
  }

  /** Columns by the names that the base gives them. */
  private static Dml renamed(Dml dml, Relation.View view, ViewShape shape) {
    Map<String, String> columns = shape.columns();
    boolean same = columns.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    boolean all = columns.size() == Comments.columns(shape.base()).size();
    if (same && all) {
      return dml;
    }
    Select source = dml instanceof Dml.Insert insert ? insert.source() : null;
    Dml own = source == null ? dml : with((Dml.Insert) dml, null);
    String text = own.toString();
    for (Column column : Comments.columns(shape.base())) {
      if (!columns.containsKey(column.name()) && SqliteSchema.mentions(text, column.name())) {
        throw PgException.unsupported("the name of a column that a view hides in a change of it");
      }
    }
    if (!same && (text.contains("Select[") || text.contains("Relation["))) {
      throw PgException.unsupported("a query in a change through a view that renames columns");
    }
    Dml renamed = Rewriting.of(own, part -> renamed(part, view, columns));
    return source == null ? renamed : with((Dml.Insert) renamed, source);
  }

  /** What an INSERT takes its rows from names no column of the view. */
  private static Dml.Insert with(Dml.Insert i, @Nullable Select source) {
    return new Dml.Insert(
        i.with(),
        i.recursive(),
        i.table(),
        i.alias(),
        i.columns(),
        i.overriding(),
        source,
        i.onConflict(),
        i.returning());
  }

  private static @Nullable Object renamed(
      Object part, Relation.View view, Map<String, String> columns) {
    if (part instanceof Dml.ColumnName name) {
      String column = columns.get(name.name());
      if (column == null) {
        throw new PgException(
                "42703",
                "column \"%s\" of relation \"%s\" does not exist"
                    .formatted(name.name(), view.name()))
            .at(name.position());
      }
      return new Dml.ColumnName(column, name.position());
    }
    if (part instanceof Select.Item item
        && item.alias() == null
        && item.value() instanceof Expr.ColumnRef ref) {
      Object renamed = renamed(ref, view, columns);
      return renamed == null ? null : new Select.Item((Expr) renamed, ref.last());
    }
    if (part instanceof Expr.ColumnRef ref && columns.containsKey(ref.last())) {
      List<String> names = new ArrayList<>(ref.names());
      names.set(names.size() - 1, columns.get(ref.last()));
      return new Expr.ColumnRef(names, ref.position());
    }
    return null;
  }

  /** The condition of a view over its base under another name. */
  static Expr qualified(Expr where, String visible) {
    if (where.toString().contains("Select[")) {
      throw PgException.unsupported("a change through a view whose condition has a query");
    }
    return Rewriting.of(
        where,
        part ->
            part instanceof Expr.ColumnRef ref
                ? new Expr.ColumnRef(List.of(visible, ref.last()), ref.position())
                : null);
  }
}
