// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Bits;
import io.hivedb.sqlite.internal.sql.type.HalfVectors;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** Bit strings: PostgreSQL's functions and operators, and pgvector's distances. */
final class BitFunctions {

  private BitFunctions() {}

  static void register(Registry registry) {
    distance(registry, "<~>", "hamming_distance", BitFunctions::hamming);
    distance(registry, "<%>", "jaccard_distance", BitFunctions::jaccard);
    registry.scalar("binary_quantize", BIT, a -> quantize(a.bytes(0)), VECTOR);
    registry.scalar("binary_quantize", BIT, a -> quantize(HalfVectors.widen(a.bytes(0))), HALFVEC);
    logic(registry, "&", "AND", (x, y) -> x & y);
    logic(registry, "|", "OR", (x, y) -> x | y);
    logic(registry, "#", "XOR", (x, y) -> x ^ y);
    aggregate(registry, "bit_and", "AND", (x, y) -> x & y);
    aggregate(registry, "bit_or", "OR", (x, y) -> x | y);
    aggregate(registry, "bit_xor", "XOR", (x, y) -> x ^ y);
    registry.operator("~", "pg_bits_not", BIT, a -> not(a.text(0)), BIT);
    registry.operator("<<", "pg_bits_left", BIT, a -> shift(a.text(0), -a.integer(1)), BIT, INT4);
    registry.operator(">>", "pg_bits_right", BIT, a -> shift(a.text(0), a.integer(1)), BIT, INT4);
    registry.operator("||", VARBIT, "({0} || {1})", VARBIT, VARBIT);
    registry.scalar("length", INT4, a -> a.text(0).length(), BIT);
    registry.scalar("bit_length", INT4, a -> a.text(0).length(), BIT);
    registry.scalar("octet_length", INT4, a -> (a.text(0).length() + 7) / 8, BIT);
    registry.scalar("bit_count", INT8, a -> a.text(0).chars().filter(c -> c == '1').count(), BIT);
    registry.scalar("position", INT4, a -> a.text(0).indexOf(a.text(1)) + 1, BIT, BIT);
    parts(registry);
    registry.internal("pg_int_bits", true, a -> Bits.ofInteger(a.integer(0), a.small(1)));
    registry.internal("pg_bits_int", true, a -> Bits.toInteger(a.text(0), a.small(1)));
    registry.internal("pg_bit_fit", true, a -> Bits.fit(a.text(0), a.small(1), a.bool(2)));
    registry.internal(
        "pg_varbit_fit", true, a -> Bits.fitVarying(a.text(0), a.small(1), a.bool(2)));
  }

  private static void parts(Registry registry) {
    registry.scalar("get_bit", INT4, a -> get(a.text(0), a.integer(1)), BIT, INT4);
    registry.scalar(
        "set_bit", BIT, a -> set(a.text(0), a.integer(1), a.integer(2)), BIT, INT4, INT4);
    registry.scalar(
        "substring", BIT, a -> part(a.text(0), a.integer(1), Integer.MAX_VALUE), BIT, INT4);
    registry.scalar(
        "substring", BIT, a -> part(a.text(0), a.integer(1), a.integer(2)), BIT, INT4, INT4);
    registry.scalar(
        "overlay",
        BIT,
        a -> overlay(a.text(0), a.text(1), a.integer(2), a.text(1).length()),
        BIT,
        BIT,
        INT4);
    registry.scalar(
        "overlay",
        BIT,
        a -> overlay(a.text(0), a.text(1), a.integer(2), a.integer(3)),
        BIT,
        BIT,
        INT4,
        INT4);
  }

  private static void distance(
      Registry registry, String operator, String name, ToDoubleBiFunction<String, String> body) {
    JavaFunction function =
        a -> {
          if (a.text(0).length() != a.text(1).length()) {
            throw new PgException(
                "22000",
                "different bit lengths " + a.text(0).length() + " and " + a.text(1).length());
          }
          return body.applyAsDouble(a.text(0), a.text(1));
        };
    registry.scalar(name, FLOAT8, function, BIT, BIT);
    registry.operator(operator, "pg_bits_" + name, FLOAT8, function, BIT, BIT);
  }

  private static double hamming(String a, String b) {
    int different = 0;
    for (int i = 0; i < a.length(); i++) {
      different += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return different;
  }

  private static double jaccard(String a, String b) {
    double both = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < a.length(); i++) {
      left += a.charAt(i) - '0';
      right += b.charAt(i) - '0';
      both += a.charAt(i) == '1' && b.charAt(i) == '1' ? 1 : 0;
    }
    return both == 0 ? 1 : 1 - both / (left + right - both);
  }

  private static String quantize(byte[] vector) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      bits.append(Vectors.get(vector, i) > 0 ? '1' : '0');
    }
    return bits.toString();
  }

  private static String combined(String a, String b, String name, IntBinaryOperator operator) {
    if (a.length() != b.length()) {
      throw new PgException("22026", "cannot " + name + " bit strings of different sizes");
    }
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < a.length(); i++) {
      bits.append(operator.applyAsInt(a.charAt(i) - '0', b.charAt(i) - '0'));
    }
    return bits.toString();
  }

  private static void logic(
      Registry registry, String operator, String name, IntBinaryOperator body) {
    String udf = "pg_bits_" + name.toLowerCase(Locale.ROOT);
    registry.operator(
        operator, udf, BIT, a -> combined(a.text(0), a.text(1), name, body), BIT, BIT);
  }

  private static void aggregate(
      Registry registry, String name, String operation, IntBinaryOperator body) {
    registry.aggregate(name, BIT, () -> new Combination(operation, body), BIT);
  }

  private static final class Combination implements Accumulator {
    private final String name;
    private final IntBinaryOperator operator;
    private @Nullable String bits;

    Combination(String name, IntBinaryOperator operator) {
      this.name = name;
      this.operator = operator;
    }

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        bits = bits == null ? args.text(0) : combined(bits, args.text(0), name, operator);
      }
    }

    @Override
    public @Nullable Object result() {
      return bits;
    }
  }

  private static String not(String bits) {
    return bits.replace('0', '2').replace('1', '0').replace('2', '1');
  }

  private static String shift(String bits, long right) {
    int distance = (int) Math.min(Math.abs(right), bits.length());
    String zeros = "0".repeat(distance);
    return right < 0
        ? bits.substring(distance) + zeros
        : zeros + bits.substring(0, bits.length() - distance);
  }

  private static void checkIndex(String bits, long index) {
    if (index < 0 || index >= bits.length()) {
      throw new PgException(
          "2202E", "bit index " + index + " out of valid range (0.." + (bits.length() - 1) + ")");
    }
  }

  private static int get(String bits, long index) {
    checkIndex(bits, index);
    return bits.charAt((int) index) - '0';
  }

  private static String set(String bits, long index, long bit) {
    checkIndex(bits, index);
    if (bit != 0 && bit != 1) {
      throw new PgException("22023", "new bit must be 0 or 1");
    }
    return bits.substring(0, (int) index) + bit + bits.substring((int) index + 1);
  }

  private static String part(String bits, long start, long count) {
    if (count < 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    long end = count == Integer.MAX_VALUE ? bits.length() : start - 1 + count;
    int from = (int) Math.max(0, Math.min(bits.length(), start - 1));
    return bits.substring(from, (int) Math.max(from, Math.min(bits.length(), end)));
  }

  private static String overlay(String bits, String other, long start, long count) {
    if (start <= 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    return part(bits, 1, start - 1) + other + part(bits, start + count, Integer.MAX_VALUE);
  }
}
