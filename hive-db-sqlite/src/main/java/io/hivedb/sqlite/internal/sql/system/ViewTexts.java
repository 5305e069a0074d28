// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Views of columns of one relation, with a simple condition, order and limit, as pg_get_viewdef
 * prints them; others are marked.
 */
final class ViewTexts {

  private final Relation.View view;
  private final Select select;
  private final Catalog catalog;
  private final List<String> path;

  private ViewTexts(Catalog catalog, Relation.View view, List<String> path) {
    this.catalog = catalog;
    this.path = path;
    this.view = view;
    this.select = view.query();
  }

  static String of(Catalog catalog, Relation.View view, List<String> path) {
    String text = new ViewTexts(catalog, view, path).text();
    return text == null ? SystemView.UNPRINTABLE : text;
  }

  private @Nullable String text() {
    boolean plain =
        select.with().isEmpty() && select.lock() == Select.RowLock.NONE && !select.withTies();
    if (!plain || !(select.body() instanceof Select.Core core) || !isSimple(core)) {
      return null;
    }
    FromItem.Relation from = (FromItem.Relation) core.from().get(0);
    Relation source = catalog.find(from.name().schema(), from.name().name(), view.path());
    List<String> names = names(core.items(), source, from);
    String where = where(core.where(), source, from);
    String order = order(core.items(), from);
    String limit = count(" LIMIT ", select.limit());
    String offset = count(" OFFSET ", select.offset());
    if (source == null
        || names == null
        || where == null
        || order == null
        || limit == null
        || offset == null) {
      return null;
    }
    return columns(core.distinct() ? " SELECT DISTINCT " : " SELECT ", names)
        + "\n   FROM "
        + TypeTexts.relation(catalog, source, path)
        + (from.alias() == null ? "" : " " + TypeTexts.identifier(nameOf(from)))
        + where
        + order
        + offset
        + limit
        + ";";
  }

  private static boolean isSimple(Select.Core core) {
    return core.distinctOn().isEmpty()
        && core.groupBy().isEmpty()
        && core.groupingSets().isEmpty()
        && core.having() == null
        && core.windows().isEmpty()
        && core.from().size() == 1
        && core.from().get(0) instanceof FromItem.Relation from
        && (from.alias() == null || isWritten(from.name(), from.alias()));
  }

  /** A relation that was renamed is read by its schema and new name, under the old one. */
  private static boolean isWritten(QualifiedName name, FromItem.Alias alias) {
    return alias.columns().isEmpty() && name.schema() == null;
  }

  private static String nameOf(FromItem.Relation from) {
    return from.alias() == null ? from.name().name() : from.alias().name();
  }

  /** What is selected, in which a star stands for all columns; null for more than columns. */
  private @Nullable List<String> names(
      List<Select.Item> items, @Nullable Relation source, FromItem.Relation from) {
    if (items.size() == 1 && items.get(0).value() instanceof Expr.Star) {
      List<Column> all = source instanceof Table table ? table.columns() : List.of();
      int selected = view.columns().size();
      return selected > all.size()
          ? null
          : all.subList(0, selected).stream().map(Column::name).toList();
    }
    List<String> names = new ArrayList<>();
    for (Select.Item item : items) {
      String name = column(item.value(), from);
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return names;
  }

  /** The name of a column, which stands alone where there is one relation; null for all else. */
  private static @Nullable String column(Expr expr, FromItem.Relation from) {
    if (!(expr instanceof Expr.ColumnRef ref)) {
      return null;
    }
    boolean own = ref.names().size() == 2 && ref.names().get(0).equals(nameOf(from));
    return own || ref.names().size() == 1 ? ref.last() : null;
  }

  private String columns(String start, List<String> names) {
    StringJoiner columns = new StringJoiner(",\n    ", start, "");
    List<Column> outputs = view.columns();
    for (int i = 0; i < outputs.size(); i++) {
      String name = names.get(i);
      String output = outputs.get(i).name();
      columns.add(
          TypeTexts.identifier(name)
              + (name.equals(output) ? "" : " AS " + TypeTexts.identifier(output)));
    }
    return columns.toString();
  }

  private @Nullable String where(
      @Nullable Expr condition, @Nullable Relation source, FromItem.Relation from) {
    if (condition == null) {
      return "";
    }
    String text =
        source instanceof Table table
            ? new ExpressionTexts(catalog, path, table, nameOf(from)).condition(condition)
            : null;
    return text == null ? null : "\n  WHERE " + text;
  }

  private @Nullable String order(List<Select.Item> items, FromItem.Relation from) {
    StringJoiner keys = new StringJoiner(", ", "\n  ORDER BY ", "");
    keys.setEmptyValue("");
    for (OrderItem item : select.orderBy()) {
      String name = column(key(item.key(), items), from);
      if (name == null || isOther(name, items)) {
        return null;
      }
      boolean usual = item.nullsComeFirst() == item.descending();
      keys.add(
          TypeTexts.identifier(name)
              + (item.descending() ? " DESC" : "")
              + (usual ? "" : item.nullsComeFirst() ? " NULLS FIRST" : " NULLS LAST"));
    }
    return keys.toString();
  }

  /** A number stands for the output column at that place. */
  private static Expr key(Expr key, List<Select.Item> items) {
    boolean place = key instanceof Expr.NumberLiteral number && number.isInteger(3);
    return place ? items.get(Integer.parseInt(((Expr.NumberLiteral) key).text()) - 1).value() : key;
  }

  /** Whether an output column has the name of another column, which is then what is meant. */
  private static boolean isOther(String name, List<Select.Item> items) {
    return items.stream()
        .anyMatch(
            item ->
                name.equals(item.alias())
                    && !(item.value() instanceof Expr.ColumnRef ref && ref.last().equals(name)));
  }

  private static @Nullable String count(String keyword, @Nullable Expr count) {
    if (count == null) {
      return "";
    }
    boolean plain = count instanceof Expr.NumberLiteral number && number.isInteger(9);
    return plain
        ? "\n" + keyword + ((Expr.NumberLiteral) Objects.requireNonNull(count)).text()
        : null;
  }
}
