// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators as pg_get_expr prints them, with the casts of what they are given. */
final class RuleOperators {

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
  private static final Set<String> PATTERNS =
      Set.of("~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*");
  private static final List<PgType> DATES = List.of(DATE, TIMESTAMP, TIMESTAMPTZ);

  private final RuleValues values;

  RuleOperators(RuleValues values) {
    this.values = values;
  }

  RuleValues.@Nullable Node binary(
      String operator, RuleValues.@Nullable Node left, RuleValues.@Nullable Node right) {
    if (left == null || right == null) {
      return null;
    }
    if (COMPARISONS.contains(operator)) {
      return shown(operator, left, right, compared(left, right), BOOL);
    }
    if (PATTERNS.contains(operator)) {
      boolean texts = isText(left) && isText(right);
      return texts ? shown(operator, left, right, TEXT, BOOL) : null;
    }
    if (operator.equals("||")) {
      boolean texts = isText(left) && isText(right) && !(left.isUnknown() && right.isUnknown());
      return texts ? shown(operator, left, right, TEXT, TEXT) : null;
    }
    return ARITHMETIC.contains(operator)
        ? arithmetic(operator, left, right)
        : json(operator, left, right);
  }

  private static boolean isText(RuleValues.Node node) {
    return node.isUnknown() || RuleValues.isText(node.type());
  }

  /** The type that both sides are compared as; null where each keeps its own. */
  private static @Nullable PgType compared(RuleValues.Node left, RuleValues.Node right) {
    PgType a = left.type();
    PgType b = right.type();
    if (isText(left) && isText(right)) {
      return TEXT;
    }
    if (left.isUnknown() || right.isUnknown()) {
      return left.isUnknown() ? b : a;
    }
    return a.equals(b) ? a : common(a, b);
  }

  /** The type that two numbers are computed as; null where each keeps its own. */
  private static @Nullable PgType common(PgType a, PgType b) {
    boolean integers = RuleValues.isInteger(a) && RuleValues.isInteger(b);
    boolean floating = a.equals(FLOAT8) || b.equals(FLOAT8);
    if (integers || (DATES.contains(a) && DATES.contains(b))) {
      return null;
    }
    if (a.category() != 'N' || b.category() != 'N') {
      return UNKNOWN;
    }
    boolean real = a.equals(FLOAT4) || b.equals(FLOAT4);
    return floating || real ? (real && floating ? null : FLOAT8) : NUMERIC;
  }

  private RuleValues.@Nullable Node shown(
      String operator,
      RuleValues.Node left,
      RuleValues.Node right,
      @Nullable PgType type,
      PgType result) {
    if (UNKNOWN.equals(type) || (type != null && !isShown(type))) {
      return null;
    }
    boolean real = left.type().equals(FLOAT4) || right.type().equals(FLOAT4);
    String first = type == null || keeps(left, real) ? left.text() : values.as(left, type);
    String second = type == null || keeps(right, real) ? right.text() : values.as(right, type);
    return first == null || second == null
        ? null
        : new RuleValues.Node("(" + first + " " + operator + " " + second + ")", result);
  }

  /** A real is computed with as it is beside a double precision. */
  private static boolean keeps(RuleValues.Node node, boolean real) {
    return real && node.type().equals(FLOAT4);
  }

  private static boolean isShown(PgType type) {
    return "NSBDTEAU".indexOf(type.category()) >= 0 && !type.equals(BPCHAR);
  }

  private RuleValues.@Nullable Node arithmetic(
      String operator, RuleValues.Node left, RuleValues.Node right) {
    PgType a = left.type();
    PgType b = right.type();
    if (a.category() == 'N' && b.category() == 'N') {
      if (RuleValues.isInteger(a) && RuleValues.isInteger(b)) {
        PgType larger = a.equals(INT8) || b.equals(INT8) ? INT8 : a.equals(b) ? a : INT4;
        return shown(operator, left, right, null, larger);
      }
      PgType type = a.equals(b) ? a : common(a, b);
      boolean remainder = operator.equals("%") && !NUMERIC.equals(type);
      return type == null || remainder ? null : shown(operator, left, right, type, type);
    }
    boolean sum = operator.equals("+");
    if (!sum && !operator.equals("-")) {
      return null;
    }
    boolean moment = a.equals(TIMESTAMP) || a.equals(TIMESTAMPTZ);
    if (moment && (b.equals(INTERVAL) || (sum && right.isUnknown()))) {
      String interval = values.as(right, INTERVAL);
      return interval == null
          ? null
          : new RuleValues.Node("(" + left.text() + " " + operator + " " + interval + ")", a);
    }
    if (a.equals(DATE) && b.equals(INT4)) {
      return shown(operator, left, right, null, DATE);
    }
    return a.equals(DATE) && b.equals(DATE) && !sum
        ? shown(operator, left, right, null, INT4)
        : null;
  }

  private RuleValues.@Nullable Node json(
      String operator, RuleValues.Node left, RuleValues.Node right) {
    boolean json = left.type().equals(JSONB) || left.type().equals(JSON);
    PgType array = Types.array(TEXT);
    switch (operator) {
      case "->", "->>" -> {
        PgType key = right.type().equals(INT4) ? INT4 : TEXT;
        PgType result = operator.equals("->") ? left.type() : TEXT;
        return json ? right(operator, left, right, key, result) : null;
      }
      case "#>", "#>>" -> {
        PgType result = operator.equals("#>") ? left.type() : TEXT;
        return json ? right(operator, left, right, array, result) : null;
      }
      case "?" -> {
        return left.type().equals(JSONB) ? right(operator, left, right, TEXT, BOOL) : null;
      }
      case "@>", "<@", "&&" -> {
        PgType type = left.type();
        boolean known = (type.equals(JSONB) && !operator.equals("&&")) || type.isArray();
        boolean same = right.isUnknown() || right.type().equals(type);
        return known && same ? right(operator, left, right, type, BOOL) : null;
      }
      default -> {
        return null;
      }
    }
  }

  private RuleValues.@Nullable Node right(
      String operator, RuleValues.Node left, RuleValues.Node right, PgType wanted, PgType result) {
    boolean fits = right.isUnknown() || right.type().equals(wanted);
    String text = fits ? values.as(right, wanted) : null;
    return text == null
        ? null
        : new RuleValues.Node("(" + left.text() + " " + operator + " " + text + ")", result);
  }
}
