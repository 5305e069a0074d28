// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's table of operator precedence, pair by pair. */
class PrecedenceTests {

  /** Infix operators by how much they bind, least first; all here associate to the left. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("OR"),
          List.of("AND"),
          List.of("=", "<", "<>", ">="),
          List.of("LIKE"),
          List.of(
              "||", "->", "->>", "@>", "<->", "<=>", "<#>", "<+>", "~", "&", "|", "<<", "#>>",
              "&&"),
          List.of("+", "-"),
          List.of("*", "/", "%"),
          List.of("^"));

  static List<String[]> pairs() {
    List<String[]> pairs = new ArrayList<>();
    for (int low = 0; low < LEVELS.size(); low++) {
      for (int high = low + 1; high < LEVELS.size(); high++) {
        for (String weak : LEVELS.get(low)) {
          for (String strong : LEVELS.get(high)) {
            pairs.add(new String[] {weak, strong});
          }
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theStrongerOperatorTakesTheOperandInTheMiddle(String weak, String strong) {
    assertThat(show("a " + weak + " b " + strong + " c"))
        .isEqualTo("(a " + weak + " (b " + strong + " c))");
    assertThat(show("a " + strong + " b " + weak + " c"))
        .isEqualTo("((a " + strong + " b) " + weak + " c)");
  }

  @Test
  void operatorsOfOneLevelAssociateToTheLeft() {
    for (List<String> level : LEVELS) {
      String operator = level.get(0);
      if (operator.equals("=") || operator.equals("LIKE")) {
        continue;
      }
      assertThat(show("a " + operator + " b " + operator + " c"))
          .isEqualTo("((a " + operator + " b) " + operator + " c)");
    }
  }

  @Test
  void placesPrefixesCastsAndTests() {
    assertThat(show("-a ^ b")).isEqualTo("((- a) ^ b)");
    assertThat(show("-a::int")).isEqualTo("(- a::int4)");
    assertThat(show("NOT a = b")).isEqualTo("NOT (a = b)");
    assertThat(show("NOT a AND b")).isEqualTo("(NOT a AND b)");
    assertThat(show("a = b IS NULL")).isEqualTo("(a = b) IS NULL");
    assertThat(show("a <-> b < c AND d")).isEqualTo("(((a <-> b) < c) AND d)");
    assertThat(show("a -> 'x' ->> 'y' = 'z'")).isEqualTo("(((a -> 'x') ->> 'y') = 'z')");
    assertThat(show("a || b::text")).isEqualTo("(a || b::text)");
    assertThat(show("a + b AT TIME ZONE c")).isEqualTo("(a + timezone(c, b))");
    assertThat(show("a IN (1) = b")).isEqualTo("(a IN (1) = b)");
    assertThat(show("a BETWEEN b AND c AND d")).isEqualTo("(a BETWEEN b AND c AND d)");
    assertThat(show("~ a + b")).isEqualTo("(~ (a + b))");
    assertThat(show("a[1]::int")).isEqualTo("a[1]::int4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a < b < c",
        "a = b = c",
        "a LIKE b LIKE c",
        "a LIKE b IN (2)",
        "a +",
        "(a",
        "a b c"
      })
  void refusesWhatPostgresRefuses(String sql) {
    assertThatExceptionOfType(PgException.class)
        .isThrownBy(() -> Parser.expression(sql))
        .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42601"));
  }

  @Test
  void endsDeepNestingWithAnErrorAndNotWithAStackOverflow() {
    assertThatExceptionOfType(PgException.class)
        .isThrownBy(() -> Parser.expression("(".repeat(10_000) + "1" + ")".repeat(10_000)))
        .satisfies(e -> assertThat(e.sqlState()).isEqualTo("0A000"));
  }

  private static String show(String sql) {
    return show(Parser.expression(sql));
  }

  private static String show(Expr expr) {
    if (expr instanceof Expr.Binary e) {
      return "(" + show(e.left()) + " " + e.operator() + " " + show(e.right()) + ")";
    }
    if (expr instanceof Expr.Logical e) {
      return "(" + show(e.left()) + (e.and() ? " AND " : " OR ") + show(e.right()) + ")";
    }
    if (expr instanceof Expr.Like e) {
      return "(" + show(e.operand()) + " LIKE " + show(e.pattern()) + ")";
    }
    if (expr instanceof Expr.Unary e) {
      return "(" + e.operator() + " " + show(e.operand()) + ")";
    }
    if (expr instanceof Expr.Not e) {
      return "NOT " + show(e.operand());
    }
    if (expr instanceof Expr.NullTest e) {
      return show(e.operand()) + " IS NULL";
    }
    if (expr instanceof Expr.Cast e) {
      return show(e.operand()) + "::" + e.type().name();
    }
    if (expr instanceof Expr.Between e) {
      return show(e.operand()) + " BETWEEN " + show(e.low()) + " AND " + show(e.high());
    }
    return showPrimary(expr);
  }

  private static String showPrimary(Expr expr) {
    if (expr instanceof Expr.ColumnRef e) {
      return e.last();
    }
    if (expr instanceof Expr.StringLiteral e) {
      return "'" + e.value() + "'";
    }
    if (expr instanceof Expr.NumberLiteral e) {
      return e.text();
    }
    if (expr instanceof Expr.InList e) {
      return show(e.operand()) + " IN (" + show(e.values().get(0)) + ")";
    }
    if (expr instanceof Expr.Call e) {
      return e.name() + "(" + show(e.arguments().get(0)) + ", " + show(e.arguments().get(1)) + ")";
    }
    if (expr instanceof Expr.Subscript e && e.low() != null) {
      return show(e.array()) + "[" + show(e.low()) + "]";
    }
    throw new AssertionError(expr);
  }
}
