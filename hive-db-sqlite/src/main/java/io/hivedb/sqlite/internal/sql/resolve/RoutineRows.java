// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions whose rows are read: in FROM, in the select list, and the row of a procedure. */
public final class RoutineRows {

  private RoutineRows() {}

  /** The columns of what a function returns; null for one value without a name. */
  public static @Nullable List<Column> columns(
      Routine routine, Catalog catalog, List<String> path) {
    if (!routine.outputs().isEmpty()) {
      return routine.outputs();
    }
    PgType type = routine.result();
    if (type != null && !type.equals(Types.RECORD)) {
      return null;
    }
    TypeName name = routine.definition().result();
    Relation relation =
        name == null || name.array() ? null : catalog.find(name.schema(), name.name(), path);
    if (relation == null || Comments.columns(relation).isEmpty()) {
      throw PgException.unsupported("a function that returns a row of no known columns");
    }
    return Comments.columns(relation);
  }

  /** A function in FROM; null for one of the system. */
  static @Nullable String from(Resolver resolver, FromItem.Function function, Scope scope) {
    UserCalls calls = new UserCalls(resolver);
    if (!(function.call() instanceof Expr.Call call) || calls.named(call.names()).isEmpty()) {
      return null;
    }
    RoutineChoice.Chosen chosen = calls.chosen(call, scope);
    if (chosen == null) {
      return null;
    }
    if (!function.columns().isEmpty()) {
      throw PgException.unsupported("a column definition list of " + call.name())
          .at(function.position());
    }
    FromItem.Alias given = function.alias();
    String visible = given == null ? call.name() : given.name();
    Context context = resolver.context();
    String alias = context.alias();
    List<Column> columns = columns(chosen.routine(), context.catalog(), context.path());
    List<Scope.Item> items = items(chosen.routine(), columns, alias, visible);
    boolean scalar =
        items.size() == 1 && (columns == null || !chosen.routine().outputs().isEmpty());
    if (function.ordinality()) {
      items.add(new Scope.Item("ordinality", Types.INT8, -1, "(" + alias + ".key + 1)", null));
    }
    List<String> names = given == null ? List.of() : given.columns();
    scope.add(
        new Scope.Source(
            visible,
            null,
            Sources.renamed(items, names, visible),
            null,
            new HashSet<>(),
            scalar && !function.ordinality()));
    return "json_each(" + calls.sql(chosen, call.position(), true) + ") AS " + alias;
  }

  /** What reads the columns. */
  static List<Scope.Item> items(
      Routine routine, @Nullable List<Column> columns, String alias, String name) {
    List<Scope.Item> items = new ArrayList<>();
    if (columns == null) {
      PgType type = java.util.Objects.requireNonNull(routine.result());
      items.add(new Scope.Item(name, type, -1, value(alias, 0, type), null));
      return items;
    }
    for (Column column : columns) {
      if (column.domain() != null) {
        throw PgException.unsupported("a function that returns a domain");
      }
      int typmod = routine.outputs().isEmpty() ? column.typmod() : -1;
      String sql = value(alias, items.size(), column.type());
      items.add(new Scope.Item(outputName(column, items), column.type(), typmod, sql, null));
    }
    return items;
  }

  private static String outputName(Column column, List<Scope.Item> items) {
    return column.name().isEmpty() ? "column" + (items.size() + 1) : column.name();
  }

  private static String value(String alias, int index, PgType type) {
    return Sets.decode("json_extract(" + alias + ".value, '$[" + index + "]')", type, true);
  }

  /** A set of values in the select list, which moves to FROM. */
  static Typed select(
      Resolver resolver, RoutineChoice.Chosen chosen, PgType type, Scope scope, int position) {
    if (!scope.sets().allowed()) {
      throw PgException.unsupported("a set-returning function in this context").at(position);
    }
    String set = new UserCalls(resolver).sql(chosen, position, true);
    SelectSets.Lateral grouped = scope.sets().grouped(set);
    String alias = grouped == null ? resolver.context().alias() : grouped.alias();
    if (grouped == null) {
      scope.sets().add(new SelectSets.Lateral(set, alias));
    }
    return Typed.of(value(alias, 0, type), type, position);
  }
}
