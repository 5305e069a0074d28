// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
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
}
