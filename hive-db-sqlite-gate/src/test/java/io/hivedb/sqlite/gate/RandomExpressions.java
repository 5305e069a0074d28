// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random, well-typed expressions over the columns that are in scope. */
final class RandomExpressions {

  static final List<String> TYPES =
      List.of(
          "bool",
          "int4",
          "int8",
          "numeric",
          "float8",
          "text",
          "date",
          "timestamp",
          "timestamptz",
          "interval",
          "jsonb",
          "_int4",
          "_text",
          "uuid",
          "varchar",
          "bpchar",
          "int2",
          "float4",
          "vector",
          "time",
          "bytea");

  /** What a plain value is: without the infinities, which are swept elsewhere. */
  private static final Set<String> RARE =
      Set.of(
          "-0",
          "infinity",
          "-infinity",
          "Infinity",
          "-Infinity",
          "NaN",
          "1.7e308",
          "5e-324",
          "3.4e38",
          "1e-40",
          "{{1,2},{3,4}}",
          "[2:4]={7,8,9}",
          "2147483647",
          "-2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "1e-20",
          "0.000000000000000001",
          "99999999999999999999",
          "-12345678901234567890.12",
          "9007199254740993");

  private final Random random;
  private final Map<String, List<Sweep.Callable>> byResult;
  private Map<String, List<String>> columns = new HashMap<>();

  RandomExpressions(Random random, Map<String, List<Sweep.Callable>> byResult) {
    this.random = random;
    this.byResult = byResult;
  }

  /** The columns in scope, by type. */
  void scope(Map<String, List<String>> columns) {
    this.columns = columns;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String type() {
    return pick(chance(60) ? TYPES.subList(0, 8) : TYPES);
  }

  Node literal(String type) {
    for (int tries = 0; tries < 20; tries++) {
      String literal = pick(Pools.literals(type));
      if (RARE.stream().noneMatch(rare -> literal.contains("'" + rare + "'"))) {
        return Node.of(type, literal);
      }
    }
    return Node.of(type, "NULL::" + Pools.sqlName(type));
  }

  Node leaf(String type) {
    List<String> known = columns.getOrDefault(type, List.of());
    return !known.isEmpty() && chance(75) ? Node.of(type, pick(known)) : literal(type);
  }

  Node of(String type, int depth) {
    if (depth <= 0) {
      return leaf(type);
    }
    return switch (random.nextInt(12)) {
      case 0 -> leaf(type);
      case 1 ->
          Node.of(
              type,
              "CASE WHEN ",
              of("bool", depth - 1),
              " THEN ",
              of(type, depth - 1),
              " ELSE ",
              of(type, depth - 1),
              " END");
      case 2 -> Node.of(type, "COALESCE(", of(type, depth - 1), ", ", of(type, depth - 1), ")");
      case 3 ->
          type.equals("vector") || type.equals("jsonb")
              ? leaf(type)
              : Node.of(type, "NULLIF(", of(type, depth - 1), ", ", leaf(type), ")");
      case 4 ->
          Set.of("jsonb", "bytea", "vector").contains(type)
              ? leaf(type)
              : Node.of(
                  type,
                  chance(50) ? "GREATEST(" : "LEAST(",
                  of(type, depth - 1),
                  ", ",
                  leaf(type),
                  ")");
      case 5 -> cast(type, depth);
      default -> type.equals("bool") && chance(60) ? predicate(depth) : call(type, depth);
    };
  }

  private Node cast(String type, int depth) {
    Map<String, List<String>> sources =
        Map.ofEntries(
            Map.entry("int4", List.of("int8", "int2", "bool", "numeric")),
            Map.entry("int8", List.of("int4", "int2")),
            Map.entry("numeric", List.of("int4", "int8", "float8")),
            Map.entry("float8", List.of("int4", "numeric", "float4")),
            Map.entry("text", TYPES),
            Map.entry("varchar", List.of("text", "int4", "bool")),
            Map.entry("date", List.of("timestamp", "timestamptz")),
            Map.entry("timestamp", List.of("date", "timestamptz")),
            Map.entry("timestamptz", List.of("date", "timestamp")),
            Map.entry("bpchar", List.of("text")),
            Map.entry("_text", List.of("_int4")));
    List<String> from = sources.get(type);
    if (from == null) {
      return leaf(type);
    }
    return Node.of(type, "(", of(pick(from), depth - 1), ")::" + Pools.sqlName(type));
  }

  private Node predicate(int depth) {
    String type = type();
    if (type.equals("bpchar")) {
      type = "text";
    }
    return switch (random.nextInt(11)) {
      case 0 -> Node.of("bool", "(", of("bool", depth - 1), " AND ", of("bool", depth - 1), ")");
      case 1 -> Node.of("bool", "(", of("bool", depth - 1), " OR ", of("bool", depth - 1), ")");
      case 2 -> Node.of("bool", "(NOT ", of("bool", depth - 1), ")");
      case 3 ->
          Node.of("bool", "(", of(type, depth - 1), chance(50) ? " IS NULL)" : " IS NOT NULL)");
      case 4 ->
          Node.of(
              "bool",
              "(",
              of(type, depth - 1),
              chance(50) ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ",
              of(type, depth - 1),
              ")");
      case 5 ->
          Node.of(
              "bool",
              "(",
              of(type, depth - 1),
              chance(70) ? " IN (" : " NOT IN (",
              leaf(type),
              ", ",
              leaf(type),
              ", ",
              literal(type),
              "))");
      case 6 ->
          Node.of(
              "bool",
              "(",
              of(type, depth - 1),
              chance(70) ? " BETWEEN " : " NOT BETWEEN ",
              leaf(type),
              " AND ",
              leaf(type),
              ")");
      case 7 ->
          Node.of(
              "bool",
              "(",
              of("bool", depth - 1),
              " IS "
                  + pick(
                      List.of("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN", "NOT UNKNOWN"))
                  + ")");
      case 8 ->
          Node.of(
              "bool",
              "((",
              leaf(type),
              ", ",
              leaf("int4"),
              ") " + pick(List.of("=", "<", "<=", ">", "<>")) + " (",
              leaf(type),
              ", ",
              leaf("int4"),
              "))");
      case 9 ->
          Node.of(
              "bool",
              "(",
              of("int4", depth - 1),
              pick(List.of(" = ANY (", " <> ALL (", " < ANY (", " >= ALL (")),
              leaf("_int4"),
              "))");
      default ->
          Node.of(
              "bool",
              "(",
              of(type, depth - 1),
              pick(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= ")),
              of(type, depth - 1),
              ")");
    };
  }

  private Node call(String type, int depth) {
    List<Sweep.Callable> all = byResult.getOrDefault(type, List.of());
    if (all.isEmpty()) {
      return leaf(type);
    }
    Sweep.Callable callable = pick(all);
    List<Object> parts = new ArrayList<>();
    String form = "(" + callable.form() + ")";
    int at = 0;
    for (int i = 0; i < callable.arguments().size(); i++) {
      int mark = form.indexOf("{" + i + "}", at);
      parts.add(form.substring(at, mark));
      parts.add(argument(callable, i, depth));
      at = mark + 3;
    }
    parts.add(form.substring(at));
    return new Node(type, List.copyOf(parts));
  }

  private Node argument(Sweep.Callable callable, int index, int depth) {
    String type = callable.arguments().get(index);
    List<String> special =
        ArgumentPools.literals(callable.name(), index, type, callable.arguments());
    if (!special.equals(Pools.literals(type))) {
      return Node.of(type, pick(special));
    }
    boolean small =
        type.equals("int4")
            && Set.of("repeat", "lpad", "rpad", "<<", ">>", "round", "trunc", "^")
                .contains(callable.name());
    return small ? Node.of(type, String.valueOf(random.nextInt(5))) : of(type, depth - 1);
  }
}
