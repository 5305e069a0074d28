// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Storage;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** The SQL of casts between types that are not the same. */
final class CastSql {

  private final Context context;

  CastSql(Context context) {
    this.context = context;
  }

  String convert(String sql, PgType from, PgType to) {
    if (Types.isReference(from) || Types.isReference(to)) {
      return references(sql, from, to);
    }
    if (to.category() == 'S') {
      return toText(sql, from);
    }
    if (from.category() == 'S') {
      return fromText(sql, to);
    }
    if (from.equals(BYTEA) || to.equals(BYTEA)) {
      PgType integer = from.equals(BYTEA) ? to : from;
      String size = integer.equals(INT2) ? ", 2)" : integer.equals(INT4) ? ", 4)" : ", 8)";
      return (from.equals(BYTEA) ? "pg_bytes_integer(" : "pg_integer_bytes(") + sql + size;
    }
    if (isBits(from)) {
      return isBits(to) ? sql : "pg_bits_int(" + sql + ", " + (to.equals(INT4) ? 32 : 64) + ")";
    }
    if (isPgvector(from) && isPgvector(to)) {
      return vectors(sql, from, to);
    }
    if (from.isArray() || to.isArray()) {
      return arrays(sql, from, to);
    }
    if (isInteger(from) || from.equals(BOOL)) {
      return fromInteger(sql, from, to);
    }
    if (from.equals(JSONB) && !to.equals(JSON)) {
      return fromJson(sql, to);
    }
    if (from.equals(NUMERIC)) {
      return fromNumeric(sql, to);
    }
    if (from.storage() == Storage.REAL) {
      return fromFloat(sql, from, to);
    }
    return dates(sql, from, to);
  }

  private static String references(String sql, PgType from, PgType to) {
    if (to.category() == 'S') {
      return sql;
    }
    if (!Types.isReference(to)) {
      return "pg_" + from.name() + "_oid(" + sql + ")";
    }
    return "pg_to_" + to.name() + (from.category() == 'S' ? "_in(" : "_of(") + sql + ")";
  }

  private static boolean isInteger(PgType type) {
    return type.equals(INT2) || type.equals(INT4) || type.equals(INT8) || type.equals(OID);
  }

  /** The text form that {@code ::text} gives, which is not always the output form. */
  String toText(String sql, PgType from) {
    if (from.equals(BPCHAR)) {
      return "pg_bpchar_text(" + sql + ")";
    }
    if (from.equals(BOOL)) {
      return "CASE " + sql + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END";
    }
    return output(sql, from);
  }

  /** The output form. */
  static String output(String sql, PgType from) {
    if (Types.isCatalogVector(from)) {
      return "replace(trim(" + sql + ", '{}'), ',', ' ')";
    }
    if (from.storage() == Storage.TEXT) {
      return sql;
    }
    if (isInteger(from)) {
      return "CAST(" + sql + " AS TEXT)";
    }
    return "pg_out(" + from.oid() + ", " + sql + ")";
  }

  /** The input function of a type, on a text. */
  String fromText(String sql, PgType to) {
    if (to.category() == 'E') {
      return "pg_enum_in(" + Names.literal(to.name()) + ", " + sql + labels(to) + ")";
    }
    if (Types.isReference(to)) {
      return references(sql, TEXT, to);
    }
    if (to.category() == 'S') {
      return sql;
    }
    PgType element = to.element();
    if (element != null && element.category() == 'E') {
      throw PgException.unsupported("a cast of text to an array of enums");
    }
    return "pg_in(" + to.oid() + ", " + sql + ")";
  }

  private String labels(PgType type) {
    EnumType found = context.catalog().enumOf(type);
    StringBuilder labels = new StringBuilder();
    for (String label : found == null ? List.<String>of() : found.labels()) {
      labels.append(", ").append(Names.literal(label));
    }
    return labels.toString();
  }

  private static String fromInteger(String sql, PgType from, PgType to) {
    if (to.equals(BOOL)) {
      return "(" + sql + " <> 0)";
    }
    if (to.equals(NUMERIC)) {
      return "CAST(" + sql + " AS TEXT)";
    }
    if (to.equals(FLOAT8)) {
      return "CAST(" + sql + " AS REAL)";
    }
    if (to.equals(FLOAT4)) {
      return "pg_float_narrow(CAST(" + sql + " AS REAL))";
    }
    if (to.equals(OID)) {
      return "pg_to_oid(" + sql + ", " + (from.equals(INT8) ? 1 : 0) + ")";
    }
    boolean wider = from.equals(BOOL) || to.equals(INT8) || from.equals(INT2);
    return wider ? sql : ranged(sql, to);
  }

  private static String ranged(String sql, PgType to) {
    return (to.equals(INT2) ? "pg_i2(" : to.equals(INT4) ? "pg_i4(" : "pg_i8(") + sql + ")";
  }

  private static String fromNumeric(String sql, PgType to) {
    if (to.equals(FLOAT8)) {
      return "pg_numeric_float(" + sql + ")";
    }
    if (to.equals(FLOAT4)) {
      return "pg_in(700, " + sql + ")";
    }
    return ranged("pg_numeric_integer(" + sql + ")", to);
  }

  private static String fromFloat(String sql, PgType from, PgType to) {
    if (to.equals(FLOAT8)) {
      return sql;
    }
    if (to.equals(FLOAT4)) {
      return "pg_float_narrow(" + sql + ")";
    }
    if (to.equals(NUMERIC)) {
      return "pg_float_numeric(" + sql + ", " + (from.equals(FLOAT4) ? 1 : 0) + ")";
    }
    return ranged("pg_float_integer(" + sql + ")", to);
  }

  private static String fromJson(String sql, PgType to) {
    String scalar = "pg_jsonb_scalar(" + sql + ", " + Names.literal(to.sqlName()) + ")";
    return to.equals(BOOL) || to.equals(NUMERIC) ? scalar : fromNumeric(scalar, to);
  }

  private static String dates(String sql, PgType from, PgType to) {
    if (from.equals(DATE)) {
      return "pg_midnight(" + sql + ")";
    }
    if (from.equals(TIME)) {
      return "pg_time_interval(" + sql + ")";
    }
    if (to.equals(DATE)) {
      return "pg_stamp_date(" + sql + ")";
    }
    if (from.equals(INTERVAL)) {
      throw PgException.unsupported("a cast of an interval to a time");
    }
    if (to.equals(TIME)) {
      return "pg_stamp_time(" + sql + ")";
    }
    return to.equals(JSONB) ? "pg_in(3802, " + sql + ")" : sql;
  }

  private static String vectors(String sql, PgType from, PgType to) {
    String dense =
        from.equals(HALFVEC)
            ? "pg_halfvec_widen(" + sql + ")"
            : from.equals(SPARSEVEC)
                ? "pg_sparsevec_dense(" + sql + ", " + (to.equals(HALFVEC) ? 1 : 0) + ")"
                : sql;
    if (to.equals(VECTOR)) {
      return dense;
    }
    return (to.equals(HALFVEC) ? "pg_vector_narrow(" : "pg_vector_sparse(") + dense + ")";
  }

  private static String arrays(String sql, PgType from, PgType to) {
    PgType source = from.element();
    PgType target = to.element();
    if (source == null) {
      return "pg_vector_to_array(" + vectors(sql, from, VECTOR) + ")";
    }
    if (target == null) {
      return "pg_array_to_" + to.name() + "(" + source.oid() + ", " + sql + ")";
    }
    if (Types.isReference(target) && !source.equals(target) && source.category() != 'S') {
      throw PgException.unsupported("a cast of " + from.sqlName() + " to " + to.sqlName());
    }
    boolean sameText = CastLevel.of(source, target) == CastLevel.IMPLICIT && !source.equals(BPCHAR);
    if (!sameText && !target.equals(TEXT) && source.category() != 'S') {
      throw PgException.unsupported("a cast of " + from.sqlName() + " to " + to.sqlName());
    }
    if (source.equals(BOOL) && target.category() == 'S') {
      return "pg_bools_text(" + sql + ")";
    }
    return target.equals(TEXT) || target.equals(VARCHAR)
        ? sql
        : "pg_in(" + to.oid() + ", " + sql + ")";
  }
}
