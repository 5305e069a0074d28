// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GROUP BY: its sets of keys are the product of those of its elements. */
final class GroupParser {

  private static final int MOST_SETS = 64;

  private final Tokens tokens;
  private final Grammar grammar;
  private List<List<Expr>> sets = List.of(List.of());
  private boolean special;

  GroupParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  /** The keys of a plain GROUP BY. */
  List<Expr> plain() {
    return special ? List.of() : sets.get(0);
  }

  /** The sets where ROLLUP, CUBE or GROUPING SETS makes several of them. */
  List<List<Expr>> sets() {
    return special ? sets : List.of();
  }

  void parse() {
    boolean distinct = tokens.accept("distinct");
    if (!distinct) {
      tokens.accept("all");
    }
    do {
      sets = product(sets, element());
      if (sets.size() > MOST_SETS) {
        throw tokens.unsupported("more than " + MOST_SETS + " grouping sets");
      }
    } while (tokens.acceptSymbol(","));
    if (distinct) {
      sets = distinct(sets);
    }
  }

  /** Of sets with the same keys, whatever their order, the first. */
  private static List<List<Expr>> distinct(List<List<Expr>> sets) {
    Map<Set<String>, List<Expr>> first = new LinkedHashMap<>();
    for (List<Expr> set : sets) {
      Set<String> keys = new HashSet<>();
      set.forEach(key -> keys.add(key.toString().replaceAll("position=\\d+", "")));
      first.putIfAbsent(keys, set);
    }
    return List.copyOf(first.values());
  }

  private static List<List<Expr>> product(List<List<Expr>> left, List<List<Expr>> right) {
    List<List<Expr>> all = new ArrayList<>();
    for (List<Expr> first : left) {
      for (List<Expr> second : right) {
        all.add(joined(first, second));
      }
    }
    return all;
  }

  private static List<Expr> joined(List<Expr> first, List<Expr> second) {
    List<Expr> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private List<List<Expr>> element() {
    boolean bracket = tokens.ahead(1).isSymbol("(");
    if (tokens.is("rollup") && bracket) {
      return rollup(composites());
    }
    if (tokens.is("cube") && bracket) {
      return cube(composites());
    }
    if (tokens.accept("grouping", "sets")) {
      return groupingSets();
    }
    return List.of(composite());
  }

  private List<List<Expr>> groupingSets() {
    special = true;
    tokens.expectSymbol("(");
    List<List<Expr>> all = new ArrayList<>();
    do {
      all.addAll(element());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return all;
  }

  private List<List<Expr>> composites() {
    special = true;
    tokens.next();
    tokens.expectSymbol("(");
    List<List<Expr>> all = new ArrayList<>();
    do {
      all.add(composite());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return all;
  }

  /** A key, or several in brackets, or none: {@code ()}. */
  private List<Expr> composite() {
    if (tokens.isSymbol("(") && tokens.ahead(1).isSymbol(")")) {
      special = true;
      tokens.next();
      tokens.next();
      return List.of();
    }
    boolean bracket = tokens.isSymbol("(");
    Expr key = grammar.expressions().parse();
    return bracket && key instanceof Expr.Row row ? row.fields() : List.of(key);
  }

  private static List<List<Expr>> rollup(List<List<Expr>> parts) {
    List<List<Expr>> sets = new ArrayList<>();
    List<Expr> prefix = List.of();
    sets.add(prefix);
    for (List<Expr> part : parts) {
      prefix = joined(prefix, part);
      sets.add(0, prefix);
    }
    return sets;
  }

  private static List<List<Expr>> cube(List<List<Expr>> parts) {
    List<List<Expr>> sets = List.of(List.of());
    for (List<Expr> part : parts) {
      sets = product(sets, List.of(part, List.of()));
    }
    return sets;
  }
}
