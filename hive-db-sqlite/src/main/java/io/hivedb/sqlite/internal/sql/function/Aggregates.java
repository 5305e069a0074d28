// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates over one column. */
final class Aggregates {

  private Aggregates() {}

  static void register(Registry registry) {
    aggregate(registry, "count", INT8, "count({0})", ANY);
    for (PgType type : List.of(INT2, INT4)) {
      aggregate(registry, "sum", INT8, "sum({0})", type);
    }
    for (PgType type : List.of(INT8, NUMERIC)) {
      registry.aggregate("sum", NUMERIC, () -> new NumericSum(false), type);
    }
    for (PgType type : List.of(INT2, INT4, INT8, NUMERIC)) {
      registry.aggregate("avg", NUMERIC, () -> new NumericSum(true), type);
    }
    registry.aggregate("sum", FLOAT4, () -> new FloatSum(true, false), FLOAT4);
    registry.aggregate("sum", FLOAT8, () -> new FloatSum(false, false), FLOAT8);
    registry.aggregate("avg", FLOAT8, () -> new FloatSum(false, true), FLOAT4);
    registry.aggregate("avg", FLOAT8, () -> new FloatSum(false, true), FLOAT8);
    registry.aggregate("sum", INTERVAL, () -> new IntervalSum(false), INTERVAL);
    registry.aggregate("avg", INTERVAL, () -> new IntervalSum(true), INTERVAL);
    extremes(registry);
    for (String name : List.of("bool_and", "every")) {
      aggregate(registry, name, BOOL, "min({0})", BOOL);
    }
    aggregate(registry, "bool_or", BOOL, "max({0})", BOOL);
    registry.aggregate("string_agg", TEXT, Collecting.Joined::new, TEXT, TEXT);
    registry.aggregate("string_agg", BYTEA, Collecting.JoinedBytes::new, BYTEA, BYTEA);
    for (String name : List.of("percentile_cont", "percentile_disc")) {
      aggregate(registry, name, FLOAT8, "", FLOAT8);
    }
    registry.function("mode", TEXT, Signature.Kind.AGGREGATE, "", 0);
    registry.accumulators().put("pg_moving", MovingFrame::new);
    registry.accumulators().put("pg_months", MonthsFrame::new);
    registry.accumulators().put("pg_ordered", OrderedValues::new);
    registry.accumulators().put("pg_join_distinct", () -> new DistinctValues(true));
    registry.accumulators().put("pg_collect_distinct", () -> new DistinctValues(false));
    registry.accumulators().put("pg_only", Collecting.Only::new);
    registry.accumulators().put("pg_collect", Collecting.ArrayOf::new);
    registry.accumulators().put("pg_collect_json", () -> new Collecting.JsonList(true, false));
    registry.accumulators().put("pg_collect_plain", () -> new Collecting.JsonList(false, false));
    registry.accumulators().put("pg_collect_present", () -> new Collecting.JsonList(false, true));
    registry.accumulators().put("pg_collect_lines", Collecting.JsonLines::new);
    registry.accumulators().put("pg_collect_object", () -> new Collecting.JsonObject(true));
    registry.accumulators().put("pg_collect_pairs", () -> new Collecting.JsonObject(false));
  }

  static void aggregate(
      Registry registry, String name, PgType result, String template, PgType argument) {
    registry.function(name, result, Signature.Kind.AGGREGATE, template, 1, argument);
  }

  private static void extremes(Registry registry) {
    for (String name : List.of("min", "max")) {
      for (PgType type :
          List.of(INT2, INT4, INT8, OID, TEXT, BPCHAR, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, BYTEA)) {
        aggregate(registry, name, type, name + "({0}" + type.collate() + ")", type);
      }
      for (PgType type : List.of(FLOAT4, FLOAT8, NUMERIC, INTERVAL)) {
        registry.aggregate(name, type, () -> new Extreme(type, name.equals("min")), type);
      }
      aggregate(registry, name, ANYARRAY, name + "({0} COLLATE pg_array_{e})", ANYARRAY);
    }
  }

  /** sum and avg of floats, added up one by one. */
  private static final class FloatSum implements Accumulator {
    private final boolean narrow;
    private final boolean average;
    private double sum;
    private long count;

    FloatSum(boolean narrow, boolean average) {
      this.narrow = narrow;
      this.average = average;
      // PostgreSQL begins a sum with the first value, which may be -0, and an average with 0.
      this.sum = average ? 0.0 : -0.0;
    }

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        sum = narrow ? (float) sum + (float) args.real(0) : sum + args.real(0);
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      return count == 0 ? null : Floats.stored(average ? sum / count : sum);
    }
  }
}
