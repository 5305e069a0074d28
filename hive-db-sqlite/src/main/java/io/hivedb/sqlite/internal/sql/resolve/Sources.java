// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.system.SystemCatalog;
import io.hivedb.sqlite.internal.sql.system.SystemView;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FROM: its items become visible in the scope, and SQL. */
final class Sources {

  private final Resolver resolver;
  private final Joins joins;

  Sources(Resolver resolver) {
    this.resolver = resolver;
    this.joins = new Joins(resolver, this);
  }

  String resolve(List<FromItem> items, Scope scope) {
    return resolve(items, scope, "");
  }

  /** The same, after something that begins the list in SQLite. */
  String resolve(List<FromItem> items, Scope scope, String first) {
    StringBuilder sql = new StringBuilder(first);
    for (FromItem item : items) {
      String one = item(item, scope);
      // A join binds closer than the comma before it.
      boolean join = !sql.isEmpty() && item instanceof FromItem.Join;
      sql.append(sql.isEmpty() ? "" : " CROSS JOIN ").append(join ? "(" + one + ")" : one);
    }
    return sql.toString();
  }

  String item(FromItem item, Scope scope) {
    if (item instanceof FromItem.Relation relation) {
      return relation(relation, scope);
    }
    if (item instanceof FromItem.Derived derived) {
      return derived(derived, scope);
    }
    if (item instanceof FromItem.Function function) {
      String own = RoutineRows.from(resolver, function, scope);
      return own == null ? function(function, scope) : own;
    }
    if (item instanceof FromItem.RowsFrom rows) {
      return ParallelArrays.rowsFrom(resolver, rows, scope);
    }
    if (item instanceof FromItem.JsonTable table) {
      return new SqlJson(resolver).table(table, scope);
    }
    return joins.join((FromItem.Join) item, scope);
  }

  private String relation(FromItem.Relation item, Scope scope) {
    String name = item.name().name();
    Scope.CommonTable common = item.name().schema() == null ? scope.commonTable(name) : null;
    String alias = resolver.context().alias();
    FromItem.Alias given = item.alias();
    String visible = given == null ? name : given.name();
    List<String> columns = given == null ? List.of() : given.columns();
    if (common != null && common.sqlite().isEmpty()) {
      throw new PgException("0A000", "WITH query \"" + name + "\" does not have a RETURNING clause")
          .at(item.name().position());
    }
    if (common != null) {
      scope.add(
          new Scope.Source(
              visible,
              null,
              renamed(prefixed(common.items(), alias), columns, visible),
              null,
              new HashSet<>()));
      int width = common.items().size();
      resolver.context().constants().columns().read(common.sqlite(), alias, width);
      return common.sqlite() + " AS " + alias;
    }
    SystemView system =
        new SystemCatalog(resolver.context().catalog(), resolver.context().path())
            .find(item.name());
    if (system != null) {
      List<Scope.Item> items = new ArrayList<>();
      for (Column column : system.columns()) {
        items.add(
            new Scope.Item(
                column.name(),
                column.type(),
                column.typmod(),
                source(system, column, alias),
                null));
      }
      scope.add(
          new Scope.Source(
              visible,
              item.name().schema(),
              renamed(items, columns, visible),
              null,
              new HashSet<>()));
      return "(" + system.sql() + ") AS " + alias;
    }
    Relation relation = resolver.context().relation(item.name());
    String schema = given == null ? relation.schema() : null;
    if (relation instanceof Relation.View view) {
      return view(view, visible, schema, columns, alias, scope);
    }
    if (!(relation instanceof Table table)) {
      if (relation instanceof Relation.Sequence sequence) {
        return SequenceSource.add(sequence, visible, schema, columns, alias, scope);
      }
      throw new PgException("42809", "cannot open relation \"" + name + "\"")
          .detail("This operation is not supported for an index.")
          .at(item.name().position());
    }
    MaterializedViews.checkPopulated(table);
    scope.add(
        new Scope.Source(
            visible,
            schema,
            renamed(items(table, alias), columns, visible),
            table,
            new HashSet<>()));
    return resolver.context().rows(table) + " AS " + alias;
  }

  /** Texts that may not be printable are checked where they are read. */
  private static String source(SystemView view, Column column, String alias) {
    String source = view.source(column);
    if (source == null) {
      return ScopeErrors.UNKNOWN_VALUES;
    }
    return view.mayBeMarked(column)
        ? "pg_printed(" + alias + "." + source + ")"
        : alias + "." + source;
  }

  private String view(
      Relation.View view,
      String visible,
      @Nullable String schema,
      List<String> columns,
      String alias,
      Scope scope) {
    Query query = resolver.queries().resolve(view.query(), null);
    resolver.context().constants().columns().derived(alias, view.query(), query);
    List<String> names = view.columns().stream().map(Column::name).toList();
    List<Scope.Item> items = new ArrayList<>();
    // A column that was added to a table since then is none of a view that reads it with *.
    for (Scope.Item item : query.items(alias, names).subList(0, names.size())) {
      Typed.Origin origin = new Typed.Origin(view.schema(), view.name(), item.name());
      items.add(new Scope.Item(item.name(), item.type(), item.typmod(), item.sql(), origin));
    }
    scope.add(
        new Scope.Source(visible, schema, renamed(items, columns, visible), null, new HashSet<>()));
    return "(" + query.render() + ") AS " + alias;
  }

  /** The columns of a table under an alias. */
  static List<Scope.Item> items(Table table, String alias) {
    List<Scope.Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      Typed.Origin origin = new Typed.Origin(table.schema(), table.name(), column.name());
      items.add(
          new Scope.Item(
              column.name(),
              column.type(),
              column.typmod(),
              alias + "." + Names.column(column.name()),
              origin));
    }
    return items;
  }

  private static List<Scope.Item> prefixed(List<Scope.Item> items, String alias) {
    return items.stream()
        .map(i -> new Scope.Item(i.name(), i.type(), i.typmod(), alias + "." + i.sql(), i.origin()))
        .toList();
  }

  static List<Scope.Item> renamed(List<Scope.Item> items, List<String> names, String visible) {
    if (names.size() > items.size()) {
      throw new PgException(
          "42P10",
          "table \""
              + visible
              + "\" has "
              + items.size()
              + " columns available but "
              + names.size()
              + " columns specified");
    }
    List<Scope.Item> renamed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Scope.Item item = items.get(i);
      String name = i < names.size() ? names.get(i) : item.name();
      renamed.add(new Scope.Item(name, item.type(), item.typmod(), item.sql(), item.origin()));
    }
    return renamed;
  }

  private String derived(FromItem.Derived derived, Scope scope) {
    FromItem.Alias given = derived.alias();
    String visible = given == null ? "" : given.name();
    List<String> names = given == null ? List.of() : given.columns();
    String alias = resolver.context().alias();
    if (derived.lateral()) {
      resolver.context().constants().joined().lateral(derived.query());
      Query inner = resolver.queries().resolve(derived.query(), scope);
      inner.settle();
      List<Scope.Item> items = new ArrayList<>();
      String sql = Laterals.query(inner, alias, items, names);
      scope.add(new Scope.Source(visible, null, items, null, new HashSet<>()));
      return sql;
    }
    Query inner = resolver.queries().resolve(derived.query(), CommonScope.of(scope));
    List<Scope.Item> items = renamed(inner.items(alias, List.of()), names, visible);
    resolver.context().constants().columns().derived(alias, derived.query(), inner);
    scope.add(new Scope.Source(visible, null, items, null, new HashSet<>()));
    return "(" + inner.render() + ") AS " + alias;
  }

  private String function(FromItem.Function function, Scope scope) {
    if (!(function.call() instanceof Expr.Call call)) {
      throw PgException.unsupported("this function in FROM").at(function.position());
    }
    if (!function.columns().isEmpty()) {
      return Records.resolve(resolver, function, call, scope);
    }
    if (Records.populates(call)) {
      return Records.populate(resolver, function, call, scope);
    }
    List<Typed> arguments = resolver.resolve(call.arguments(), scope);
    if (call.name().equals("unnest") && arguments.size() > 1) {
      return ParallelArrays.unnest(resolver, function, arguments, scope);
    }
    List<Signature> all = Registry.instance().functions(call.name());
    Signature chosen = resolver.calls().function(call.name(), all, arguments, call.position());
    FromItem.Alias given = function.alias();
    String visible = given == null ? call.name() : given.name();
    List<String> names = given == null ? List.of() : given.columns();
    if (chosen == null
        || chosen.kind() == Signature.Kind.AGGREGATE
        || chosen.kind() == Signature.Kind.WINDOW) {
      Typed value = resolver.calls().call(call, scope);
      throw PgException.unsupported(
              "function " + call.name() + " in FROM, of type " + value.type().sqlName())
          .at(call.position());
    }
    String alias = resolver.context().alias();
    Typed value = resolver.calls().apply(chosen, arguments, call.position());
    if (chosen.kind() == Signature.Kind.SCALAR) {
      throw PgException.unsupported("a scalar function in FROM").at(call.position());
    }
    List<Scope.Item> items = new ArrayList<>(Laterals.function(chosen, value, alias, visible));
    if (function.ordinality()) {
      items.add(new Scope.Item("ordinality", Types.INT8, -1, "(" + alias + ".key + 1)", null));
    }
    boolean scalar = items.size() == 1;
    scope.add(
        new Scope.Source(
            visible, null, renamed(items, names, visible), null, new HashSet<>(), scalar));
    return "json_each(" + value.sql() + ") AS " + alias;
  }
}
