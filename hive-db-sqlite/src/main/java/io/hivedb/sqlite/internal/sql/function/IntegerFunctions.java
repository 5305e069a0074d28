// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/** Arithmetic of int2, int4 and int8, every result checked against its range. */
final class IntegerFunctions {

  private IntegerFunctions() {}

  static void register(Registry registry) {
    range(registry, "pg_i2", "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
    range(registry, "pg_i4", "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
    range(registry, "pg_i8", "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
    registry.internal("pg_div", true, args -> divide(args.integer(0), args.integer(1)));
    registry.internal("pg_mod", true, args -> remainder(args.integer(0), args.integer(1)));
    List<PgType> types = List.of(Types.INT2, Types.INT4, Types.INT8);
    for (int left = 0; left < 3; left++) {
      for (int right = 0; right < 3; right++) {
        binary(registry, types.get(left), types.get(right), types.get(Math.max(left, right)));
      }
      unary(registry, types.get(left));
      PgType type = types.get(left);
      registry.aggregate("bit_and", type, () -> new BitCombination((x, y) -> x & y), type);
      registry.aggregate("bit_or", type, () -> new BitCombination((x, y) -> x | y), type);
      registry.aggregate("bit_xor", type, () -> new BitCombination((x, y) -> x ^ y), type);
    }
    registry.scalar(
        "gcd",
        Types.INT4,
        args -> gcd(args.integer(0), args.integer(1), 31, "integer"),
        Types.INT4,
        Types.INT4);
    registry.scalar(
        "gcd",
        Types.INT8,
        args -> gcd(args.integer(0), args.integer(1), 63, "bigint"),
        Types.INT8,
        Types.INT8);
    registry.scalar("to_hex", Types.TEXT, args -> Integer.toHexString(args.small(0)), Types.INT4);
    registry.scalar(
        "lcm",
        Types.INT4,
        args -> lcm(args.integer(0), args.integer(1), 31, "integer"),
        Types.INT4,
        Types.INT4);
    registry.scalar(
        "lcm",
        Types.INT8,
        args -> lcm(args.integer(0), args.integer(1), 63, "bigint"),
        Types.INT8,
        Types.INT8);
    registry.scalar("to_hex", Types.TEXT, args -> Long.toHexString(args.integer(0)), Types.INT8);
  }

  private static Object lcm(long a, long b, int bits, String type) {
    BigInteger left = BigInteger.valueOf(a);
    BigInteger right = BigInteger.valueOf(b);
    if (a == 0 || b == 0) {
      return 0L;
    }
    BigInteger result = left.divide(left.gcd(right)).multiply(right).abs();
    if (result.bitLength() > bits) {
      throw new PgException("22003", type + " out of range");
    }
    return result.longValue();
  }

  private static void range(Registry registry, String udf, String type, long least, long most) {
    registry.internal(
        udf,
        true,
        args -> {
          // SQLite turns an overflowing result of integers into a floating-point number.
          if (args.value(0) instanceof Long value && value >= least && value <= most) {
            return value;
          }
          throw new PgException("22003", type + " out of range");
        });
  }

  static String check(PgType type) {
    return Objects.equals(type, Types.INT2)
        ? "pg_i2"
        : Objects.equals(type, Types.INT4) ? "pg_i4" : "pg_i8";
  }

  private static void binary(Registry registry, PgType left, PgType right, PgType result) {
    String check = check(result);
    for (String operator : List.of("+", "-", "*")) {
      registry.operator(operator, result, check + "({0} " + operator + " {1})", left, right);
    }
    registry.operator("/", result, check + "(pg_div({0}, {1}))", left, right);
    if (left.equals(right)) {
      registry.operator("%", result, "pg_mod({0}, {1})", left, right);
      registry.template("mod", result, "pg_mod({0}, {1})", left, right);
      registry.operator("&", result, "({0} & {1})", left, right);
      registry.operator("|", result, "({0} | {1})", left, right);
      registry.operator("#", result, "(({0} | {1}) - ({0} & {1}))", left, right);
    }
    if (right.equals(Types.INT4)) {
      shift(registry, left);
    }
  }

  private static void shift(Registry registry, PgType type) {
    int bits = Objects.equals(type, Types.INT8) ? 63 : 31;
    String suffix = type.name();
    registry.operator(
        "<<",
        "pg_shl_" + suffix,
        type,
        args ->
            narrow(
                type,
                bits == 63
                    ? args.integer(0) << (args.small(1) & 63)
                    : (int) args.integer(0) << (args.small(1) & 31)),
        type,
        Types.INT4);
    registry.operator(
        ">>",
        "pg_shr_" + suffix,
        type,
        args -> args.integer(0) >> (args.small(1) & bits),
        type,
        Types.INT4);
  }

  private static long narrow(PgType type, long value) {
    return Objects.equals(type, Types.INT2) ? (short) value : value;
  }

  private static void unary(Registry registry, PgType type) {
    String check = check(type);
    registry.operator("-", type, check + "(-{0})", type);
    registry.operator("+", type, "{0}", type);
    registry.operator("~", type, "(~{0})", type);
    registry.operator("@", type, check + "(abs({0}))", type);
    registry.scalar("abs", type, args -> absolute(args.integer(0), type), type);
  }

  private static long absolute(long value, PgType type) {
    long least =
        Objects.equals(type, Types.INT2)
            ? Short.MIN_VALUE
            : Objects.equals(type, Types.INT4) ? Integer.MIN_VALUE : Long.MIN_VALUE;
    if (value == least) {
      throw new PgException("22003", type.sqlName() + " out of range");
    }
    return Math.abs(value);
  }

  private static Object divide(long left, long right) {
    if (right == 0) {
      throw new PgException("22012", "division by zero");
    }
    if (left == Long.MIN_VALUE && right == -1) {
      throw new PgException("22003", "bigint out of range");
    }
    return left / right;
  }

  private static long remainder(long left, long right) {
    if (right == 0) {
      throw new PgException("22012", "division by zero");
    }
    return left % right;
  }

  private static long gcd(long left, long right, int bits, String type) {
    BigInteger divisor = BigInteger.valueOf(left).gcd(BigInteger.valueOf(right));
    if (divisor.bitLength() > bits) {
      throw new PgException("22003", type + " out of range");
    }
    return divisor.longValue();
  }
}
