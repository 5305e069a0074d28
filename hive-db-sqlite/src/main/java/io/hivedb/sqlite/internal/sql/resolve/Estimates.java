// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
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

  /**
   * Where a comparison stands.
   *
   * @param around when it is estimated by a column of the query around; null where it is not
   */
  private record Place(Scope scope, @Nullable Moment around) {}

  private final IdentityHashMap<Expr, Place> comparisons = new IdentityHashMap<>();
  private final JoinedQueries joined = new JoinedQueries();
  private final IdentityHashMap<Expr, Side> sides = new IdentityHashMap<>();
  private final IdentityHashMap<Expr, Moment> parts = new IdentityHashMap<>();

  /** Queries that become joins. */
  JoinedQueries joined() {
    return joined;
  }

  /** A condition is about to be resolved. */
  void begin(Expr condition, Scope scope) {
    begin(condition, new Place(scope, joined.moment(condition)));
  }

  private void begin(Expr condition, Place place) {
    if (condition instanceof Expr.Logical logical) {
      begin(logical.left(), place);
      begin(logical.right(), place);
    } else if (condition instanceof Expr.Not not) {
      begin(not.operand(), place);
    } else if (condition instanceof Expr.BooleanTest test) {
      begin(test.operand(), place);
    } else {
      compared(condition, place);
    }
  }

  private void compared(Expr condition, Place place) {
    if (condition instanceof Expr.Binary binary && binary.right() instanceof Expr.BooleanLiteral) {
      begin(binary.left(), place);
    }
    for (Pair pair : pairs(condition)) {
      comparisons.put(condition, place);
      sides.put(pair.left(), UNKNOWN);
      sides.put(pair.right(), UNKNOWN);
    }
  }

  /**
   * The parts that AND joins; those that depend on no row are computed at a moment.
   *
   * @param wanted whether the condition is to be true; OR joins what is to be false
   */
  void beginParts(Expr condition, boolean wanted, Moment moment) {
    if (condition instanceof Expr.Not not) {
      beginParts(not.operand(), !wanted, moment);
    } else if (condition instanceof Expr.Logical logical && logical.and() == wanted) {
      beginParts(logical.left(), wanted, moment);
      beginParts(logical.right(), wanted, moment);
    } else {
      parts.put(condition, moment);
    }
  }

  /** When a part of a condition is computed that was resolved; null for another expression. */
  @Nullable Moment endPart(Expr expr) {
    return parts.remove(expr);
  }

  /** Whether no condition is being resolved. */
  boolean isEmpty() {
    return comparisons.isEmpty() && parts.isEmpty();
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
    Place place = comparisons.remove(expr);
    if (place == null) {
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
      Moment moment = second.varies() ? null : moment(first, place);
      if (moment != null && pattern != null) {
        computed.add(new Constants.Constant(pattern, sql, moment));
      }
      if (moment != null) {
        add(second, moment, computed);
      } else if (!first.varies()) {
        add(first, moment(second, place), computed);
      }
    }
    return computed;
  }

  private static void add(Side side, @Nullable Moment moment, List<Constants.Constant> computed) {
    for (String one : side.stable()) {
      if (moment != null) {
        computed.add(new Constants.Constant(one, one, moment));
      }
    }
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
    if (expr instanceof Expr.InQuery in && !in.negated()) {
      return query(in.operand(), in.query());
    }
    if (expr instanceof Expr.QuantifiedQuery any && any.operator().equals("=") && !any.all()) {
      return query(any.left(), any.query());
    }
    List<Pair> pairs = new ArrayList<>();
    if (expr instanceof Expr.InList in) {
      in.values().forEach(value -> pairs.addAll(rows(in.operand(), value, "=")));
    }
    return pairs;
  }

  /** A query without FROM becomes a comparison with what it selects. */
  private static List<Pair> query(Expr left, Select query) {
    boolean one =
        query.body() instanceof Select.Core core
            && core.from().isEmpty()
            && core.items().size() == 1
            && Sublinks.isPulledUp(query);
    return one
        ? List.of(new Pair(left, ((Select.Core) query.body()).items().get(0).value()))
        : List.of();
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

  /**
   * When what is compared with a side is estimated; null where it is not. A column of a query
   * around it is one of a table only where the inner query becomes a join.
   */
  private static @Nullable Moment moment(Side side, Place place) {
    Set<String> relations = new HashSet<>();
    Matcher named = RELATION.matcher(side.varies() ? side.sql() : "");
    while (named.find()) {
      relations.add(named.group());
    }
    if (relations.size() != 1) {
      return null;
    }
    String relation = relations.iterator().next();
    if (isOf(place.scope(), relation)) {
      return Moment.ESTIMATED;
    }
    Scope parent = place.scope().parent();
    boolean next = parent != null && isOf(parent, relation);
    return place.around() == null || next ? place.around() : Moment.OPEN;
  }

  private static boolean isOf(Scope scope, String relation) {
    return scope.sources().stream()
        .flatMap(source -> source.items().stream())
        .anyMatch(item -> item.sql().contains(relation));
  }
}
