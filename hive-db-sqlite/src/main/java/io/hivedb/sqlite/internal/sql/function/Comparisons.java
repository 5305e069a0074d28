// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** The six comparisons for every type that has them. */
final class Comparisons {

  private static final List<String> ALL = List.of("=", "<>", "<", ">", "<=", ">=");

  private Comparisons() {}

  static void register(Registry registry) {
    List<PgType> own =
        List.of(
            Types.BOOL,
            Types.INT2,
            Types.INT4,
            Types.INT8,
            Types.OID,
            Types.FLOAT4,
            Types.FLOAT8,
            Types.NUMERIC,
            Types.TEXT,
            Types.BPCHAR,
            Types.NAME,
            Types.CHAR,
            Types.BYTEA,
            Types.DATE,
            Types.TIME,
            Types.TIMESTAMP,
            Types.TIMESTAMPTZ,
            Types.INTERVAL,
            Types.UUID,
            Types.JSONB,
            MoreTypes.BIT,
            MoreTypes.VARBIT,
            MoreTypes.SPARSEVEC);
    for (String operator : ALL) {
      for (PgType type : RangeTypes.all()) {
        registry.operator(operator, Types.BOOL, comparison(operator, type), type, type);
      }
      for (PgType type : own) {
        registry.operator(operator, Types.BOOL, comparison(operator, type), type, type);
      }
      crossed(registry, operator);
      registry.operator(
          operator,
          Types.BOOL,
          "(pg_array_compare({t}, {0}, {1}) " + operator + " 0)",
          Types.ANYARRAY,
          Types.ANYARRAY);
      registry.operator(
          operator,
          Types.BOOL,
          "(pg_vector_compare({0}, {1}) " + operator + " 0)",
          Types.VECTOR,
          Types.VECTOR);
      registry.operator(
          operator,
          Types.BOOL,
          "(pg_halfvec_compare({0}, {1}) " + operator + " 0)",
          MoreTypes.HALFVEC,
          MoreTypes.HALFVEC);
    }
  }

  private static String comparison(String operator, PgType type) {
    return "({0}" + type.collate() + " " + operator + " {1})";
  }

  private static void crossed(Registry registry, String operator) {
    String plain = "({0} " + operator + " {1})";
    List<PgType> integers = List.of(Types.INT2, Types.INT4, Types.INT8);
    for (PgType left : integers) {
      for (PgType right : integers) {
        if (!left.equals(right)) {
          registry.operator(operator, Types.BOOL, plain, left, right);
        }
      }
    }
    registry.operator(operator, Types.BOOL, plain, Types.FLOAT4, Types.FLOAT8);
    registry.operator(operator, Types.BOOL, plain, Types.FLOAT8, Types.FLOAT4);
    registry.operator(
        operator, Types.BOOL, comparison(operator, Types.TEXT), Types.NAME, Types.TEXT);
    registry.operator(
        operator, Types.BOOL, comparison(operator, Types.TEXT), Types.TEXT, Types.NAME);
    for (PgType stamp : List.of(Types.TIMESTAMP, Types.TIMESTAMPTZ)) {
      registry.operator(
          operator, Types.BOOL, "(pg_midnight({0}) " + operator + " {1})", Types.DATE, stamp);
      registry.operator(
          operator, Types.BOOL, "({0} " + operator + " pg_midnight({1}))", stamp, Types.DATE);
    }
    registry.operator(operator, Types.BOOL, plain, Types.TIMESTAMP, Types.TIMESTAMPTZ);
    registry.operator(operator, Types.BOOL, plain, Types.TIMESTAMPTZ, Types.TIMESTAMP);
  }
}
