// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Exact decimal arithmetic with PostgreSQL's scales. */
final class NumericFunctions {

  private NumericFunctions() {}

  static void register(Registry registry) {
    binary(registry, "+", "pg_nadd", BigDecimal::add);
    binary(registry, "-", "pg_nsub", BigDecimal::subtract);
    binary(registry, "*", "pg_nmul", BigDecimal::multiply);
    binary(registry, "/", "pg_ndiv", Numerics::divide);
    binary(registry, "%", "pg_nmod", NumericFunctions::remainder);
    binary(registry, "^", "pg_npow", NumericLogarithms::power);
    unary(registry, "-", "pg_nneg", BigDecimal::negate);
    registry.operator("+", Types.NUMERIC, "{0}", Types.NUMERIC);
    unary(registry, "@", "pg_nabs", BigDecimal::abs);
    registry.template("abs", Types.NUMERIC, "pg_nabs({0})", Types.NUMERIC);
    registry.template("mod", Types.NUMERIC, "pg_nmod({0}, {1})", Types.NUMERIC, Types.NUMERIC);
    registry.template("power", Types.NUMERIC, "pg_npow({0}, {1})", Types.NUMERIC, Types.NUMERIC);
    registry.template("pow", Types.NUMERIC, "pg_npow({0}, {1})", Types.NUMERIC, Types.NUMERIC);
    rounding(registry);
    function(registry, "sign", value -> BigDecimal.valueOf(value.signum()));
    function(registry, "sqrt", NumericFunctions::squareRoot);
    registry.scalar(
        "div",
        Types.NUMERIC,
        args -> text(quotient(args.numeric(0), args.numeric(1))),
        Types.NUMERIC,
        Types.NUMERIC);
    registry.scalar("scale", Types.INT4, args -> args.numeric(0).scale(), Types.NUMERIC);
    function(registry, "trim_scale", NumericFunctions::trimScale);
  }

  private static void rounding(Registry registry) {
    for (String name : new String[] {"ceil", "ceiling"}) {
      function(registry, name, value -> value.setScale(0, RoundingMode.CEILING));
    }
    function(registry, "floor", value -> value.setScale(0, RoundingMode.FLOOR));
    function(registry, "round", value -> value.setScale(0, RoundingMode.HALF_UP));
    function(registry, "trunc", value -> value.setScale(0, RoundingMode.DOWN));
    registry.scalar(
        "round",
        Types.NUMERIC,
        args -> text(scaled(args.numeric(0), args.small(1), RoundingMode.HALF_UP)),
        Types.NUMERIC,
        Types.INT4);
    registry.scalar(
        "trunc",
        Types.NUMERIC,
        args -> text(scaled(args.numeric(0), args.small(1), RoundingMode.DOWN)),
        Types.NUMERIC,
        Types.INT4);
  }

  private static BigDecimal scaled(BigDecimal value, int scale, RoundingMode mode) {
    int bounded = Math.max(-131_073, Math.min(16_383, scale));
    BigDecimal rounded = value.setScale(bounded, mode);
    return bounded < 0 ? rounded.setScale(0) : rounded;
  }

  private static void binary(
      Registry registry, String operator, String udf, BinaryOperator<BigDecimal> body) {
    registry.operator(
        operator,
        udf,
        Types.NUMERIC,
        args -> text(body.apply(args.numeric(0), args.numeric(1))),
        Types.NUMERIC,
        Types.NUMERIC);
  }

  private static void unary(
      Registry registry, String operator, String udf, UnaryOperator<BigDecimal> body) {
    registry.operator(
        operator, udf, Types.NUMERIC, args -> text(body.apply(args.numeric(0))), Types.NUMERIC);
  }

  private static void function(Registry registry, String name, UnaryOperator<BigDecimal> body) {
    registry.scalar(name, Types.NUMERIC, args -> text(body.apply(args.numeric(0))), Types.NUMERIC);
  }

  private static String text(BigDecimal value) {
    return Numerics.text(value);
  }

  /** {@code + - * / %}. */
  static BigDecimal calculate(String operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "/" -> Numerics.divide(left, right);
      default -> remainder(left, right);
    };
  }

  private static BigDecimal remainder(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw new PgException("22012", "division by zero");
    }
    return left.remainder(right).setScale(Math.max(left.scale(), right.scale()));
  }

  private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw new PgException("22012", "division by zero");
    }
    return left.divideToIntegralValue(right).setScale(0, RoundingMode.DOWN);
  }

  private static BigDecimal squareRoot(BigDecimal value) {
    if (value.signum() < 0) {
      throw new PgException("2201F", "cannot take square root of a negative number");
    }
    // The rule of numeric_sqrt: at least 16 significant digits, and no fewer than the operand has.
    int weight = (Numerics.weight(value) + 1) * 2 - 1;
    int scale = Math.max(Math.max(16 - weight, value.scale()), 0);
    MathContext precision = new MathContext(scale + Math.max(weight, 0) + 10);
    return value.sqrt(precision).setScale(scale, RoundingMode.HALF_UP);
  }

  private static BigDecimal trimScale(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
