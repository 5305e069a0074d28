// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons whose selectivity PostgreSQL estimates when it plans: those that a condition of
 * WHERE, ON or HAVING joins by AND, OR and NOT. It computes then what a column is compared with,
 * also what is merely stable, such as a cast of a text to a date, and compiles a regular
 * expression.
 */
final class Estimates {

  private static final Pattern RELATION = Pattern.compile("\\b(r\\d+)\\.");
  private static final Map<String, String> REGULAR =
      Map.of("~", "pg_regex", "!~", "pg_regex", "~*", "pg_iregex", "!~*", "pg_iregex");

  /**
   * What was resolved of a side of a comparison.
   *
   * @param varies whether it depends on a row
   * @param stable what in it is a constant but for settings
   */
  record Side(String sql, boolean varies, List<String> stable) {}

  private record Pair(Expr left, Expr right) {}

  private static final Side UNKNOWN = new Side("", true, List.of());

  private final IdentityHashMap<Expr, Scope> comparisons = new IdentityHashMap<>();
  private final IdentityHashMap<Expr, Side> sides = new IdentityHashMap<>();

  /** A condition is about to be resolved. */
  void begin(Expr condition, Scope scope) {
    if (condition instanceof Expr.Logical logical) {
      begin(logical.left(), scope);
      begin(logical.right(), scope);
    } else if (condition instanceof Expr.Not not) {
      begin(not.operand(), scope);
    } else if (condition instanceof Expr.BooleanTest test) {
      begin(test.operand(), scope);
    } else {
      compared(condition, scope);
    }
  }

  private void compared(Expr condition, Scope scope) {
    if (condition instanceof Expr.Binary binary && binary.right() instanceof Expr.BooleanLiteral) {
      begin(binary.left(), scope);
    }
    for (Pair pair : pairs(condition)) {
      comparisons.put(condition, scope);
      sides.put(pair.left(), UNKNOWN);
      sides.put(pair.right(), UNKNOWN);
    }
  }

  /** Whether no comparison is being resolved. */
  boolean isEmpty() {
    return comparisons.isEmpty();
  }

  /** Whether it is of interest what is resolved of an expression. */
  boolean isSide(Expr expr) {
    return sides.containsKey(expr);
  }

  void side(Expr expr, Side resolved) {
    sides.put(expr, resolved);
  }

  /** What PostgreSQL computes of a comparison that was resolved. */
  List<Constants.Constant> end(Expr expr, String sql) {
    Scope scope = comparisons.remove(expr);
    if (scope == null) {
      return List.of();
    }
    List<Constants.Constant> computed = new ArrayList<>();
    for (Pair pair : pairs(expr)) {
      Side first = sides.getOrDefault(pair.left(), UNKNOWN);
      Side second = sides.getOrDefault(pair.right(), UNKNOWN);
      String pattern = second.varies() ? null : pattern(expr, second.sql());
      if (pattern == null && first.stable().isEmpty() && second.stable().isEmpty()) {
        continue;
      }
      if (isOfOneRelation(first, scope) && !second.varies()) {
        second.stable().forEach(one -> computed.add(new Constants.Constant(one, one, true)));
        if (pattern != null) {
          computed.add(new Constants.Constant(pattern, sql, true));
        }
      } else if (isOfOneRelation(second, scope) && !first.varies()) {
        first.stable().forEach(one -> computed.add(new Constants.Constant(one, one, true)));
      }
    }
    return computed;
  }

  /** What is compared with what; nothing for another expression. */
  private static List<Pair> pairs(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      return rows(binary.left(), binary.right(), binary.operator());
    }
    if (expr instanceof Expr.Distinct distinct) {
      return List.of(new Pair(distinct.left(), distinct.right()));
    }
    if (expr instanceof Expr.Like like && like.escape() == null) {
      return List.of(new Pair(like.operand(), like.pattern()));
    }
    if (expr instanceof Expr.Between between) {
      Pair low = new Pair(between.operand(), between.low());
      return List.of(low, new Pair(between.operand(), between.high()));
    }
    if (expr instanceof Expr.QuantifiedArray quantified) {
      return List.of(new Pair(quantified.left(), quantified.array()));
    }
    List<Pair> pairs = new ArrayList<>();
    if (expr instanceof Expr.InList in) {
      in.values().forEach(value -> pairs.addAll(rows(in.operand(), value, "=")));
    }
    return pairs;
  }

  /** Of rows that have an order PostgreSQL looks at the first values. */
  private static List<Pair> rows(Expr left, Expr right, String operator) {
    List<Pair> pairs = new ArrayList<>();
    if (left instanceof Expr.Row one && right instanceof Expr.Row other) {
      int all = Math.min(one.fields().size(), other.fields().size());
      for (int i = 0; i < (List.of("=", "<>").contains(operator) ? all : 1); i++) {
        pairs.add(new Pair(one.fields().get(i), other.fields().get(i)));
      }
    } else {
      pairs.add(new Pair(left, right));
    }
    return pairs;
  }

  /** A call that compiles the pattern of a comparison, if it is a regular expression. */
  private static @Nullable String pattern(Expr expr, String pattern) {
    String function =
        expr instanceof Expr.Binary binary
            ? REGULAR.get(binary.operator())
            : expr instanceof Expr.Like like && like.kind().equals("similar") ? "pg_similar" : null;
    return function == null ? null : function + "('', " + pattern + ")";
  }

  private static boolean isOfOneRelation(Side side, Scope scope) {
    Set<String> relations = new HashSet<>();
    Matcher named = RELATION.matcher(side.varies() ? side.sql() : "");
    while (named.find()) {
      relations.add(named.group());
    }
    return relations.size() == 1
        && scope.sources().stream()
            .flatMap(source -> source.items().stream())
            .anyMatch(item -> item.sql().contains(relations.iterator().next()));
  }
}
