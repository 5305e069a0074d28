// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Further functions of numbers, texts, arrays and sets. */
final class FurtherFunctions {

  private FurtherFunctions() {}

  static void register(Registry registry) {
    registry.scalar("gcd", NUMERIC, a -> divisor(a.numeric(0), a.numeric(1)), NUMERIC, NUMERIC);
    registry.scalar("lcm", NUMERIC, a -> multiple(a.numeric(0), a.numeric(1)), NUMERIC, NUMERIC);
    registry.scalar("cbrt", FLOAT8, a -> Floats.stored(cubeRoot(a.real(0))), FLOAT8);
    registry.operator(
        "||/", "pg_cube_root", FLOAT8, a -> Floats.stored(cubeRoot(a.real(0))), FLOAT8);
    registry.polymorphic(
        "array_reverse", ANYARRAY, a -> a.isNull(1) ? null : reversed(a.text(1)), ANYARRAY);
    registry.polymorphic("array_sort", ANYARRAY, FurtherFunctions::sorted, ANYARRAY);
    registry.aggregate("any_value", ANYELEMENT, First::new, ANYELEMENT);
    registry.internal("pg_longest", false, FurtherFunctions::longest);
    registry.internal("pg_together", false, FurtherFunctions::together);
    registry.polymorphic("width_bucket", INT4, FurtherFunctions::bucket, ANYELEMENT, ANYARRAY);
    registry.refused("array_sort", ANYARRAY, BOOL);
    registry.refused("array_sort", ANYARRAY, BOOL, BOOL);
    Trigonometry.register(registry);
    HypotheticalRank.register(registry);
    RegressionAggregates.register(registry);
  }

  private static String divisor(BigDecimal left, BigDecimal right) {
    int scale = Math.max(left.scale(), right.scale());
    BigInteger divisor =
        left.setScale(scale).unscaledValue().gcd(right.setScale(scale).unscaledValue());
    return Numerics.text(new BigDecimal(divisor, scale));
  }

  private static String multiple(BigDecimal left, BigDecimal right) {
    int scale = Math.max(left.scale(), right.scale());
    BigInteger a = left.setScale(scale).unscaledValue();
    BigInteger b = right.setScale(scale).unscaledValue();
    boolean zero = a.signum() == 0 || b.signum() == 0;
    BigInteger multiple = zero ? BigInteger.ZERO : a.divide(a.gcd(b)).multiply(b).abs();
    return Numerics.text(new BigDecimal(multiple, scale));
  }

  /** Only roots that are exact: the last digit of others depends on the C library. */
  private static double cubeRoot(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value;
    }
    double root = Math.rint(Math.cbrt(value) * 1024) / 1024;
    BigDecimal exact = new BigDecimal(root);
    if (exact.multiply(exact).multiply(exact).compareTo(new BigDecimal(value)) != 0) {
      throw PgException.unsupported(
          "cbrt of double precision where the last digit depends on the C library");
    }
    return root;
  }

  private static Object reversed(String array) {
    List<@Nullable String> all = new ArrayList<>(PgArrays.parse(array));
    Collections.reverse(all);
    return PgArrays.text(all);
  }

  private static @Nullable Object sorted(Args a) {
    if (a.isNull(1)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> all = PgArrays.values(a.text(1), element);
    all.sort((x, y) -> Ordering.compare(x, y, element));
    return PgArrays.stored(all, element);
  }

  /** The place of the operand among thresholds. */
  private static @Nullable Object bucket(Args a) {
    if (a.isNull(1) || a.isNull(2)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> thresholds = PgArrays.values(a.text(2), element);
    if (thresholds.contains(null)) {
      throw new PgException("22004", "thresholds array must not contain NULLs");
    }
    // A binary search, as thresholds that are not sorted have an answer too.
    int left = 0;
    int right = thresholds.size();
    while (left < right) {
      int middle = (left + right) / 2;
      boolean below = Ordering.compare(a.raw(1), thresholds.get(middle), element) < 0;
      left = below ? left : middle + 1;
      right = below ? middle : right;
    }
    return (long) left;
  }

  private static List<List<?>> sets(Args a) {
    List<List<?>> sets = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sets.add(!a.isNull(i) && a.json(i) instanceof List<?> list ? list : List.of());
    }
    return sets;
  }

  private static int longest(List<List<?>> sets) {
    return sets.stream().mapToInt(List::size).max().orElse(0);
  }

  /** As many rows as the longest of several sets has. */
  private static Object longest(Args a) {
    int longest = longest(sets(a));
    if (longest > 5000) {
      throw PgException.unsupported("several large sets in the select list");
    }
    return "[" + "0,".repeat(Math.max(0, longest - 1)) + (longest > 0 ? "0" : "") + "]";
  }

  /** The rows of several sets side by side; the shorter ones are filled with nulls. */
  private static Object together(Args a) {
    List<List<?>> sets = sets(a);
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = 0; i < longest(sets); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (List<?> set : sets) {
        row.add(i < set.size() ? set.get(i) : null);
      }
      rows.add(row);
    }
    return Json.text(rows);
  }

  /** any_value: the first that is not null. */
  private static final class First implements Accumulator {
    private @Nullable Object value;

    @Override
    public void add(Args args) {
      value = value == null ? args.raw(0) : value;
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }
}
