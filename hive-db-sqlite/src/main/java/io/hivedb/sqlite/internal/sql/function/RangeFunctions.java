// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Range;
import io.hivedb.sqlite.internal.sql.type.Range.Bound;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ranges: constructors, operators, and what is asked of their bounds. */
final class RangeFunctions {

  private RangeFunctions() {}

  static void register(Registry registry) {
    for (PgType type : RangeTypes.all()) {
      PgType element = Objects.requireNonNull(RangeTypes.element(type));
      constructors(registry, type, element);
      containment(registry, type, element);
      test(registry, "&&", "overlaps", type, RangeSets::overlaps);
      test(registry, "<<", "before", type, RangeSets::before);
      test(registry, ">>", "after", type, (a, b) -> RangeSets.before(b, a));
      test(registry, "&<", "overleft", type, RangeSets::noFurtherRight);
      test(registry, "&>", "overright", type, RangeSets::noFurtherLeft);
      test(registry, "-|-", "adjacent", type, RangeSets::adjacent);
      combination(registry, "+", "union", type, (a, b) -> RangeSets.union(a, b, false));
      combination(registry, "*", "intersect", type, RangeSets::intersection);
      combination(registry, "-", "minus", type, RangeSets::difference);
      registry.scalar(
          "range_merge",
          type,
          a -> RangeSets.union(range(a, 0, type), range(a, 1, type), true).text(),
          type,
          type);
      questions(registry, type, element);
    }
  }

  private static Range range(Args a, int index, PgType type) {
    return RangeTypes.range(a.text(index), type);
  }

  private static void constructors(Registry registry, PgType type, PgType element) {
    registry.lenient(type.name(), type, a -> made(a, element, "[)").text(), element, element);
    registry.lenient(
        type.name(),
        type,
        a -> made(a, element, a.isNull(2) ? null : a.text(2)).text(),
        element,
        element,
        TEXT);
  }

  private static Range made(Args a, PgType element, @Nullable String flags) {
    if (flags == null) {
      throw new PgException("22000", "range constructor flags argument must not be null");
    }
    if (!flags.matches("[\\[(][\\])]")) {
      throw new PgException("42601", "invalid range bound flags")
          .hint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\".");
    }
    return Range.of(
        element,
        new Bound(a.raw(0), flags.charAt(0) == '[', true),
        new Bound(a.raw(1), flags.charAt(1) == ']', false));
  }

  private static void containment(Registry registry, PgType type, PgType element) {
    test(registry, "@>", "contains", type, RangeSets::contains);
    test(registry, "<@", "contained", type, (a, b) -> RangeSets.contains(b, a));
    registry.operator(
        "@>",
        "pg_" + type.name() + "_has",
        BOOL,
        a -> RangeSets.containsValue(range(a, 0, type), a.value(1)),
        type,
        element);
    registry.operator("<@", BOOL, "pg_" + type.name() + "_has({1}, {0})", element, type);
  }

  private static void test(
      Registry registry, String name, String udf, PgType type, BiPredicate<Range, Range> test) {
    registry.operator(
        name,
        "pg_" + type.name() + "_" + udf,
        BOOL,
        a -> test.test(range(a, 0, type), range(a, 1, type)),
        type,
        type);
  }

  private static void combination(
      Registry registry, String name, String udf, PgType type, BiFunction<Range, Range, Range> f) {
    registry.operator(
        name,
        "pg_" + type.name() + "_" + udf,
        type,
        a -> f.apply(range(a, 0, type), range(a, 1, type)).text(),
        type,
        type);
  }

  private static void questions(Registry registry, PgType type, PgType element) {
    registry.scalar("lower", element, a -> value(range(a, 0, type).lower()), type);
    registry.scalar("upper", element, a -> value(range(a, 0, type).upper()), type);
    question(registry, "isempty", type, Range::isEmpty);
    question(registry, "lower_inc", type, r -> r.lower() != null && r.lower().inclusive());
    question(registry, "upper_inc", type, r -> r.upper() != null && r.upper().inclusive());
    question(registry, "lower_inf", type, r -> r.lower() != null && r.lower().isInfinite());
    question(registry, "upper_inf", type, r -> r.upper() != null && r.upper().isInfinite());
  }

  private static void question(
      Registry registry, String name, PgType type, Function<Range, Boolean> question) {
    registry.scalar(name, BOOL, a -> question.apply(range(a, 0, type)), type);
  }

  private static @Nullable Object value(@Nullable Bound bound) {
    return bound == null ? null : bound.value();
  }
}
