// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** unnest of several arrays in FROM. */
final class ParallelArrays {

  private ParallelArrays() {}

  /** Several arrays side by side. */
  static String unnest(
      Resolver resolver, FromItem.Function function, List<Typed> arguments, Scope scope) {
    String alias = resolver.context().alias();
    FromItem.Alias given = function.alias();
    String visible = given == null ? "unnest" : given.name();
    List<Scope.Item> items = new ArrayList<>();
    StringBuilder sql = new StringBuilder("json_each(pg_unnest_many(");
    for (Typed argument : arguments) {
      PgType element = argument.type().element();
      if (element == null || element.category() == 'E') {
        throw PgException.unsupported("unnest of " + argument.type() + " beside another array")
            .at(function.position());
      }
      String path = "json_extract(" + alias + ".value, '$[" + items.size() + "]')";
      sql.append(items.isEmpty() ? "" : ", ")
          .append(element.oid())
          .append(", ")
          .append(argument.sql());
      items.add(new Scope.Item("unnest", element, -1, Sets.decode(path, element, true), null));
    }
    if (function.ordinality()) {
      items.add(new Scope.Item("ordinality", Types.INT8, -1, "(" + alias + ".key + 1)", null));
    }
    List<String> names = given == null ? List.of() : given.columns();
    scope.add(
        new Scope.Source(
            visible, null, Sources.renamed(items, names, visible), null, new HashSet<>()));
    return sql + ")) AS " + alias;
  }

  /** ROWS FROM: several functions side by side. */
  static String rowsFrom(Resolver resolver, FromItem.RowsFrom rows, Scope scope) {
    String alias = resolver.context().alias();
    FromItem.Alias given = rows.alias();
    List<Scope.Item> items = new ArrayList<>();
    StringBuilder sql = new StringBuilder("json_each(pg_together(");
    for (Expr expr : rows.calls()) {
      if (!(expr instanceof Expr.Call call) || !call.options().plain()) {
        throw PgException.unsupported("this function in ROWS FROM").at(rows.position());
      }
      List<Typed> arguments = resolver.resolve(call.arguments(), scope);
      List<Signature> all = Registry.instance().functions(call.name());
      Signature chosen = resolver.calls().function(call.name(), all, arguments, call.position());
      if (chosen == null
          || chosen.kind() != Signature.Kind.SET
          || chosen.result().equals(Types.RECORD)) {
        throw PgException.unsupported("the function " + call.name() + " in ROWS FROM")
            .at(call.position());
      }
      Typed set = resolver.calls().apply(chosen, arguments, call.position());
      String path = "json_extract(" + alias + ".value, '$[" + items.size() + "]')";
      String value = Sets.decode(path, set.type(), chosen.name().equals("generate_series"));
      String column = chosen.name().contains("_array_elements") ? "value" : chosen.name();
      sql.append(items.isEmpty() ? "" : ", ").append(set.sql());
      items.add(new Scope.Item(column, set.type(), -1, value, null));
    }
    if (rows.ordinality()) {
      items.add(new Scope.Item("ordinality", Types.INT8, -1, "(" + alias + ".key + 1)", null));
    }
    String visible = given == null ? "" : given.name();
    List<String> names = given == null ? List.of() : given.columns();
    scope.add(
        new Scope.Source(
            visible, null, Sources.renamed(items, names, visible), null, new HashSet<>()));
    return sql + ")) AS " + alias;
  }
}
