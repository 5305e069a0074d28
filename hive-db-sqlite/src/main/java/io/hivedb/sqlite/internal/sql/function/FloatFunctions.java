// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic of float4 and float8, with PostgreSQL's checks for overflow and underflow. */
final class FloatFunctions {

  private FloatFunctions() {}

  static void register(Registry registry) {
    arithmetic(registry, "+", "add", Double::sum);
    arithmetic(registry, "-", "sub", (left, right) -> left - right);
    arithmetic(registry, "*", "mul", (left, right) -> left * right);
    arithmetic(registry, "/", "div", FloatFunctions::divide);
    for (PgType type : List.of(Types.FLOAT4, Types.FLOAT8)) {
      registry.operator(
          "-", "pg_fneg_" + type.name(), type, args -> Floats.stored(-args.real(0)), type);
      registry.operator("+", type, "{0}", type);
      registry.operator(
          "@", "pg_fabs_" + type.name(), type, args -> Floats.stored(Math.abs(args.real(0))), type);
      registry.template("abs", type, "pg_fabs_" + type.name() + "({0})", type);
    }
    registry.operator(
        "^",
        "pg_fpow",
        Types.FLOAT8,
        args -> power(args.real(0), args.real(1)),
        Types.FLOAT8,
        Types.FLOAT8);
    registry.template("power", Types.FLOAT8, "pg_fpow({0}, {1})", Types.FLOAT8, Types.FLOAT8);
    registry.template("pow", Types.FLOAT8, "pg_fpow({0}, {1})", Types.FLOAT8, Types.FLOAT8);
    registry.operator("|/", "pg_fsqrt", Types.FLOAT8, args -> root(args.real(0)), Types.FLOAT8);
    registry.template("sqrt", Types.FLOAT8, "pg_fsqrt({0})", Types.FLOAT8);
    functions(registry);
    registry.template("pi", Types.FLOAT8, "3.141592653589793");
    registry.changing("random", Types.FLOAT8, args -> ThreadLocalRandom.current().nextDouble());
  }

  private static void functions(Registry registry) {
    function(registry, "ceil", Math::ceil);
    function(registry, "ceiling", Math::ceil);
    function(registry, "floor", Math::floor);
    function(registry, "round", Math::rint);
    function(registry, "trunc", value -> value < 0 ? Math.ceil(value) : Math.floor(value));
    function(registry, "sign", value -> value > 0 ? 1 : value < 0 ? -1 : 0);
    angle(registry, "degrees", value -> value / (Math.PI / 180));
    angle(registry, "radians", value -> value * (Math.PI / 180));
  }

  private static void function(Registry registry, String name, DoubleUnaryOperator body) {
    registry.scalar(
        name, Types.FLOAT8, args -> Floats.stored(body.applyAsDouble(args.real(0))), Types.FLOAT8);
  }

  private static void angle(Registry registry, String name, DoubleUnaryOperator body) {
    registry.scalar(
        name,
        Types.FLOAT8,
        args ->
            checked(args.real(0), 1, (value, one) -> body.applyAsDouble(value), false, true, false),
        Types.FLOAT8);
  }

  private static void arithmetic(
      Registry registry, String operator, String name, DoubleBinaryOperator body) {
    for (PgType left : List.of(Types.FLOAT4, Types.FLOAT8)) {
      for (PgType right : List.of(Types.FLOAT4, Types.FLOAT8)) {
        boolean narrow = Objects.equals(left, Types.FLOAT4) && Objects.equals(right, Types.FLOAT4);
        String udf = "pg_f" + name + "_" + left.name() + "_" + right.name();
        boolean product = name.equals("mul") || name.equals("div");
        registry.operator(
            operator,
            udf,
            narrow ? Types.FLOAT4 : Types.FLOAT8,
            args -> checked(args.real(0), args.real(1), body, narrow, product, name.equals("div")),
            left,
            right);
      }
    }
  }

  private static Object checked(
      double left,
      double right,
      DoubleBinaryOperator body,
      boolean narrow,
      boolean product,
      boolean quotient) {
    double wide = body.applyAsDouble(left, right);
    double result = narrow ? (float) wide : wide;
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw new PgException("22003", "value out of range: overflow");
    }
    boolean zero = left == 0 || (!quotient && right == 0) || (quotient && Double.isInfinite(right));
    if (product && result == 0 && !zero) {
      throw new PgException("22003", "value out of range: underflow");
    }
    return Floats.stored(result);
  }

  private static double divide(double left, double right) {
    if (right == 0 && !Double.isNaN(left)) {
      throw new PgException("22012", "division by zero");
    }
    return left / right;
  }

  private static Object power(double base, double exponent) {
    if (Double.isNaN(base) || Double.isNaN(exponent)) {
      return Floats.stored(base == 1 || exponent == 0 ? 1 : Double.NaN);
    }
    if (base == 0 && exponent < 0) {
      throw new PgException("2201F", "zero raised to a negative power is undefined");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw new PgException(
          "2201F", "a negative number raised to a non-integer power yields a complex result");
    }
    boolean finite = Double.isFinite(base) && Double.isFinite(exponent);
    double result = finite ? Transcendental.pow(base, exponent) : Math.pow(base, exponent);
    if (Double.isInfinite(result) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
      throw new PgException("22003", "value out of range: overflow");
    }
    if (result == 0 && base != 0 && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
      throw new PgException("22003", "value out of range: underflow");
    }
    return Floats.stored(result);
  }

  private static Object root(double value) {
    if (value < 0) {
      throw new PgException("2201F", "cannot take square root of a negative number");
    }
    return Floats.stored(Math.sqrt(value));
  }
}
