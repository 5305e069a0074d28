// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import io.hivedb.sqlite.internal.sql.function.Registry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Every function, operator and cast of PostgreSQL that this backend knows, on edge values. */
final class Sweep {

  /** A callable of PostgreSQL's catalogue. */
  record Callable(String name, List<String> arguments, String form, String result) {
    String with(List<String> values) {
      String sql = form;
      for (int i = 0; i < values.size(); i++) {
        sql = sql.replace("{" + i + "}", values.get(i));
      }
      return sql;
    }
  }

  private Sweep() {}

  static List<Callable> functions(Connection postgres, String kind, boolean known)
      throws SQLException {
    String sql =
        "SELECT p.proname, p.prokind, (SELECT string_agg(t.typname, ' ' ORDER BY o) FROM"
            + " unnest(p.proargtypes) WITH ORDINALITY a(x, o) JOIN pg_type t ON t.oid = x),"
            + " p.proretset, (SELECT typname FROM pg_type t WHERE t.oid = p.prorettype) FROM pg_proc p WHERE p.provolatile <> 'v' AND p.provariadic = 0"
            + " AND p.proname <> 'generate_series' AND p.prokind = '"
            + kind
            + "' ORDER BY 1, 3";
    List<Callable> all = new ArrayList<>();
    try (Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String name = rows.getString(1);
        List<String> types = types(rows.getString(3));
        if (known && Registry.instance().functions(name).isEmpty()) {
          continue;
        }
        for (List<String> concrete : concrete(types)) {
          all.add(call(name, concrete, rows.getString(5)));
        }
      }
    }
    return all;
  }

  private static Callable call(String name, List<String> types, String result) {
    StringBuilder form = new StringBuilder(name).append('(');
    for (int i = 0; i < types.size(); i++) {
      form.append(i == 0 ? "{" : ", {").append(i).append('}');
    }
    return new Callable(name, types, form.append(')').toString(), result);
  }

  static List<Callable> operators(Connection postgres) throws SQLException {
    String sql =
        "SELECT o.oprname, l.typname, r.typname, (SELECT typname FROM pg_type t WHERE t.oid = oprresult) FROM pg_operator o LEFT JOIN pg_type l"
            + " ON l.oid = oprleft JOIN pg_type r ON r.oid = oprright ORDER BY 1, 2, 3";
    List<Callable> all = new ArrayList<>();
    try (Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String name = rows.getString(1);
        String left = rows.getString(2);
        String right = rows.getString(3);
        if (left == null) {
          for (List<String> types : concrete(List.of(right))) {
            all.add(new Callable(name, types, name + " {0}", rows.getString(4)));
          }
        } else {
          for (List<String> types : concrete(List.of(left, right))) {
            all.add(new Callable(name, types, "{0} " + name + " {1}", rows.getString(4)));
          }
        }
      }
    }
    return all;
  }

  static List<Callable> casts() {
    List<Callable> all = new ArrayList<>();
    for (String from : Pools.types()) {
      for (String to : Pools.types()) {
        all.add(new Callable("cast " + to, List.of(from), "({0})::" + Pools.sqlName(to), to));
      }
      for (String to :
          List.of(
              "numeric(5,2)",
              "numeric(3,0)",
              "varchar(3)",
              "char(4)",
              "timestamp(0)",
              "timestamptz(3)",
              "time(1)",
              "interval(2)",
              "vector(3)",
              "numeric(4,-2)",
              "varchar(2)[]",
              "numeric(3,1)[]")) {
        all.add(new Callable("cast " + to, List.of(from), "({0})::" + to, to));
      }
    }
    return all;
  }

  private static List<String> types(String joined) {
    return joined == null || joined.isBlank() ? List.of() : List.of(joined.split(" "));
  }

  private static List<List<String>> concrete(List<String> types) {
    List<List<String>> all = new ArrayList<>();
    for (String element : List.of("int4", "text", "numeric", "float8")) {
      List<String> concrete = new ArrayList<>();
      for (String type : types) {
        concrete.add(
            switch (type) {
              case "anyelement", "anycompatible", "anynonarray", "anycompatiblenonarray", "any" ->
                  element;
              case "anyarray", "anycompatiblearray" -> "_" + element;
              default -> type;
            });
      }
      if (Pools.types().containsAll(concrete) && !all.contains(concrete)) {
        all.add(concrete);
      }
    }
    return all;
  }

  /** Random arguments for a callable, all tuples when they are few. */
  static List<String> statements(Callable callable, int most, Random random) {
    List<List<String>> pools = new ArrayList<>();
    for (int i = 0; i < callable.arguments().size(); i++) {
      pools.add(
          ArgumentPools.literals(
              callable.name(), i, callable.arguments().get(i), callable.arguments()));
    }
    long all = pools.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    List<String> statements = new ArrayList<>();
    for (long i = 0; i < Math.min(all, most); i++) {
      long number = all <= most ? i : Math.floorMod(random.nextLong(), all);
      List<String> values = new ArrayList<>();
      for (List<String> pool : pools) {
        values.add(pool.get((int) (number % pool.size())));
        number /= pool.size();
      }
      statements.add("SELECT " + callable.with(values));
    }
    return statements;
  }
}
