// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/**
 * What sees the columns of the FROM items before it. SQLite lets only table-valued functions do
 * that, so rows travel through {@code json_each}.
 */
final class Laterals {

  private Laterals() {}

  /** Moves a set-returning function of the select list into FROM. */
  static Typed move(
      Resolver resolver, Signature signature, List<Typed> arguments, Scope scope, int position) {
    scope.sets().check(position);
    if (!scope.sets().allowed()) {
      throw PgException.unsupported("a set-returning function in this context").at(position);
    }
    resolver.context().constants().vary();
    Typed set = resolver.calls().apply(signature, arguments, position);
    if (set.type().equals(Types.RECORD)) {
      throw PgException.unsupported("a set of records in the select list").at(position);
    }
    SelectSets.Lateral grouped = scope.sets().grouped(set.sql());
    String alias = grouped == null ? resolver.context().alias() : grouped.alias();
    if (grouped == null) {
      scope.sets().add(new SelectSets.Lateral(set.sql(), alias));
    }
    return Typed.of(element(signature, alias, set.type()), set.type(), position);
  }

  /** The FROM clause with the sets of the select list, which advance side by side. */
  static String from(Resolver resolver, String from, List<SelectSets.Lateral> sets, int position) {
    String sql;
    if (sets.size() == 1) {
      sql = "json_each(" + sets.get(0).set() + ") AS " + sets.get(0).alias();
    } else {
      String rows = resolver.context().alias();
      StringBuilder all = new StringBuilder();
      StringBuilder joins = new StringBuilder();
      for (SelectSets.Lateral set : sets) {
        if (sets.stream().anyMatch(other -> set.set().contains(other.alias() + ".value"))) {
          throw PgException.unsupported("set-returning functions inside of each other")
              .at(position);
        }
        all.append(all.isEmpty() ? "" : ", ").append(set.set());
        joins.append(" LEFT JOIN json_each(").append(set.set()).append(") AS ");
        joins.append(set.alias()).append(" ON ").append(set.alias()).append(".key = ");
        joins.append(rows).append(".key");
      }
      sql = "json_each(pg_longest(" + all + ")) AS " + rows + joins;
    }
    return from.isEmpty() ? sql : from + " CROSS JOIN " + sql;
  }

  /** The stored value of an element. */
  static String element(Signature signature, String alias, PgType type) {
    return Sets.decode(alias + ".value", type, signature.name().equals("generate_series"));
  }

  /** A function in FROM. */
  static List<Scope.Item> function(Signature signature, Typed set, String alias, String name) {
    if (signature.name().equals("_pg_expandarray")) {
      PgType element =
          signature.arguments().get(0).equals(Types.INT2VECTOR) ? Types.INT2 : Types.OID;
      String path = "json_extract(" + alias + ".value, '$[";
      return List.of(
          new Scope.Item("x", element, -1, path + "0]')", null),
          new Scope.Item("n", Types.INT4, -1, path + "1]')", null));
    }
    if (set.type().equals(Types.RECORD)) {
      boolean text = signature.name().endsWith("_text");
      PgType json = signature.name().startsWith("jsonb") ? Types.JSONB : Types.JSON;
      String path = "json_extract(" + alias + ".value, '$[";
      return List.of(
          new Scope.Item("key", Types.TEXT, -1, path + "0]')", null),
          new Scope.Item("value", text ? Types.TEXT : json, -1, path + "1]')", null));
    }
    String column = signature.name().contains("_array_elements") ? "value" : name;
    return List.of(
        new Scope.Item(column, set.type(), -1, element(signature, alias, set.type()), null));
  }

  /** A LATERAL query: its rows become one JSON array. */
  static String query(Query inner, String alias, List<Scope.Item> items, List<String> names) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < inner.outputs().size(); i++) {
      Query.Output output = inner.outputs().get(i);
      PgType type = output.value().type();
      row.append(i == 0 ? "" : ", ").append(Sets.encode("q." + inner.columnName(i), type));
      String extract = "json_extract(" + alias + ".value, '$[" + i + "]')";
      String name = i < names.size() ? names.get(i) : output.name();
      items.add(
          new Scope.Item(
              name,
              type,
              output.value().typmod(),
              Sets.decode(extract, type, true),
              output.value().origin()));
    }
    return "json_each((SELECT json_group_array(json_array("
        + row
        + ")) FROM ("
        + inner.render()
        + ") AS q)) AS "
        + alias;
  }
}
