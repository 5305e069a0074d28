// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Storage;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Casts: literals are read while planning, everything else becomes SQL. */
final class Casts {

  private final Context context;

  Casts(Context context) {
    this.context = context;
  }

  /** Casts without a word in the SQL; fails as a missing operator would. */
  Typed implicit(Typed value, PgType type) {
    return cast(value, type, -1, CastLevel.IMPLICIT);
  }

  /** A value for a column, with PostgreSQL's error for a type that does not fit. */
  Typed assign(Typed value, PgType type, int typmod, String column) {
    if (!value.isUnknown() && !CastLevel.of(value.type(), type).allows(CastLevel.ASSIGNMENT)) {
      throw new PgException(
              "42804",
              "column \""
                  + column
                  + "\" is of type "
                  + type.sqlName()
                  + " but expression is of type "
                  + value.type().sqlName())
          .hint("You will need to rewrite or cast the expression.")
          .at(value.position());
    }
    return cast(value, type, typmod, CastLevel.ASSIGNMENT);
  }

  /** Casts in a context. */
  Typed cast(Typed value, PgType type, int typmod, CastLevel level) {
    boolean explicit = level == CastLevel.EXPLICIT;
    if (value.isUnknown()) {
      return fromUnknown(value, type, typmod, explicit);
    }
    if (!CastLevel.of(value.type(), type).allows(level)) {
      throw new PgException(
              "42846", "cannot cast type " + value.type().sqlName() + " to " + type.sqlName())
          .at(value.position());
    }
    boolean keep = value.type().equals(type) && (typmod < 0 || typmod == value.typmod());
    if (keep) {
      return value;
    }
    String sql = value.type().equals(type) ? value.sql() : convert(value.sql(), value.type(), type);
    return Typed.of(fit(sql, type, typmod, explicit), type, typmod, value.position());
  }

  private Typed fromUnknown(Typed value, PgType type, int typmod, boolean explicit) {
    if (value.parameter() > 0) {
      context.setParameter(value.parameter(), type);
      return Typed.of(fit(value.sql(), type, typmod, explicit), type, typmod, value.position());
    }
    if (value.literal() == null) {
      return Typed.of("NULL", type, typmod, value.position());
    }
    try {
      String sql = constant(type.read(value.literal()), type);
      return Typed.of(fit(sql, type, typmod, explicit), type, typmod, value.position());
    } catch (PgException e) {
      throw e.at(value.position());
    }
  }

  /** A stored value as a literal of SQLite. */
  static String constant(Object stored, PgType type) {
    if (stored instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }
    if (stored instanceof Long number) {
      return number < 0 ? "(" + number + ")" : number.toString();
    }
    if (stored instanceof Double) {
      // SQLite's own reading of a decimal is not always the closest double.
      return "pg_in(" + type.oid() + ", " + Names.literal(type.text(stored)) + ")";
    }
    return Names.literal(stored.toString());
  }

  /** Applies a type modifier. */
  String fit(String sql, PgType type, int typmod, boolean explicit) {
    if (typmod < 0 || sql.equals("NULL")) {
      return sql;
    }
    String flag = explicit ? "1" : "0";
    if (type.equals(VARCHAR)) {
      return "pg_varchar_fit(" + sql + ", " + (typmod - 4) + ", " + flag + ")";
    }
    if (type.equals(BPCHAR)) {
      return "pg_bpchar_fit(" + sql + ", " + (typmod - 4) + ", " + flag + ")";
    }
    if (type.equals(NUMERIC)) {
      return "pg_numeric_fit("
          + sql
          + ", "
          + Typmods.precision(typmod)
          + ", "
          + Typmods.scale(typmod)
          + ")";
    }
    if (type.equals(VECTOR)) {
      return "pg_vector_fit(" + sql + ", " + typmod + ")";
    }
    if (type.isArray()) {
      PgType element = java.util.Objects.requireNonNull(type.element());
      if (element.equals(VARCHAR) && !explicit) {
        return "pg_varchars_fit(" + sql + ", " + (typmod - 4) + ")";
      }
      throw PgException.unsupported("a type modifier of an array");
    }
    return "pg_stamp_round(" + sql + ", " + typmod + ")";
  }

  private String convert(String sql, PgType from, PgType to) {
    if (to.category() == 'S') {
      return toText(sql, from);
    }
    if (from.category() == 'S') {
      return fromText(sql, to);
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
    if (to.category() == 'S' || to.equals(REGCLASS)) {
      return sql;
    }
    PgType element = to.element();
    if (element != null && element.category() == 'E') {
      throw PgException.unsupported("a cast of text to an array of enums");
    }
    return "pg_in(" + to.oid() + ", " + sql + ")";
  }

  private String labels(PgType type) {
    Catalog.EnumType found = context.catalog().enumOf(type);
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
    boolean wider = from.equals(BOOL) || to.equals(INT8) || from.equals(INT2) || to.equals(OID);
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
    if (to.equals(TIME)) {
      return "pg_stamp_time(" + sql + ")";
    }
    return to.equals(JSONB) ? "pg_in(3802, " + sql + ")" : sql;
  }

  private static String arrays(String sql, PgType from, PgType to) {
    PgType source = from.element();
    PgType target = to.element();
    if (source == null) {
      return "pg_vector_to_array(" + sql + ")";
    }
    if (target == null) {
      return "pg_array_to_vector(" + source.oid() + ", " + sql + ")";
    }
    boolean sameText = CastLevel.of(source, target) == CastLevel.IMPLICIT && !source.equals(BPCHAR);
    if (!sameText && !target.equals(TEXT) && source.category() != 'S') {
      throw PgException.unsupported("a cast of " + from.sqlName() + " to " + to.sqlName());
    }
    return target.equals(TEXT) || target.equals(VARCHAR)
        ? sql
        : "pg_in(" + to.oid() + ", " + sql + ")";
  }

  /** The type that a list of values has together, by PostgreSQL's rules for UNION and CASE. */
  PgType common(List<Typed> values, String construct) {
    PgType chosen = null;
    for (Typed value : values) {
      PgType type = value.type();
      if (value.isUnknown() || type.equals(chosen)) {
        continue;
      }
      if (chosen == null) {
        chosen = type;
      } else if (type.category() != chosen.category()) {
        throw new PgException(
                "42804",
                construct
                    + " types "
                    + chosen.sqlName()
                    + " and "
                    + type.sqlName()
                    + " cannot be matched")
            .at(value.position());
      } else if (!chosen.preferred()
          && CastLevel.of(chosen, type) == CastLevel.IMPLICIT
          && CastLevel.of(type, chosen) != CastLevel.IMPLICIT) {
        chosen = type;
      } else if (!chosen.preferred()
          && type.preferred()
          && CastLevel.of(chosen, type) == CastLevel.IMPLICIT) {
        chosen = type;
      } else if (CastLevel.of(type, chosen) != CastLevel.IMPLICIT) {
        throw new PgException(
                "42846",
                construct + " could not convert type " + type.sqlName() + " to " + chosen.sqlName())
            .at(value.position());
      }
    }
    return chosen == null ? Types.TEXT : chosen;
  }

  /** The modifier that all values share, or none. */
  static int commonTypmod(List<Typed> values, PgType type) {
    @Nullable Integer shared = null;
    for (Typed value : values) {
      if (!value.type().equals(type) || (shared != null && shared != value.typmod())) {
        return -1;
      }
      shared = value.typmod();
    }
    return shared == null ? -1 : shared;
  }

  /** Text for an output column whose type nothing decided. */
  Typed settle(Typed value) {
    return value.isUnknown() ? implicit(value, TEXT) : value;
  }
}
