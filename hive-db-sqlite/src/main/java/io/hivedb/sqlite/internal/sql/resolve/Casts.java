// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Casts: literals are read while planning, everything else becomes SQL. */
final class Casts {

  private final Context context;
  private final CastSql conversions;

  Casts(Context context) {
    this.context = context;
    this.conversions = new CastSql(context);
  }

  CastSql conversions() {
    return conversions;
  }

  /** Casts without a word in the SQL; fails as a missing operator would. */
  Typed implicit(Typed value, PgType type) {
    return cast(value, type, -1, CastLevel.IMPLICIT);
  }

  /** A value for a column. */
  Typed assign(Typed value, Column column) {
    Domain domain = context.catalog().domain(column.domain());
    String type = domain == null ? column.type().sqlName() : domain.name();
    return assign(value, column.type(), column.typmod(), column.name(), type);
  }

  Typed assign(Typed value, PgType type, int typmod, String column) {
    return assign(value, type, typmod, column, type.sqlName());
  }

  /** A value for a column, with PostgreSQL's error for a type that does not fit. */
  private Typed assign(Typed value, PgType type, int typmod, String column, String typeName) {
    if (!value.isUnknown() && !CastLevel.of(value.type(), type).allows(CastLevel.ASSIGNMENT)) {
      throw new PgException(
              "42804",
              "column \""
                  + column
                  + "\" is of type "
                  + typeName
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
      throw cannot(value, type).at(value.position());
    }
    boolean keep = value.type().equals(type) && (typmod < 0 || typmod == value.typmod());
    if (keep) {
      return value;
    }
    if (type.equals(BIT) && value.type().category() == 'N') {
      String bits = "pg_int_bits(" + value.sql() + ", " + Math.max(1, typmod) + ")";
      return Typed.of(bits, type, typmod, value.position());
    }
    boolean stable = Volatility.isStable(value.type(), type);
    if (stable) {
      context.stable();
    }
    String sql =
        value.type().equals(type)
            ? value.sql()
            : conversions.convert(value.sql(), value.type(), type);
    String fitted = fit(sql, type, typmod, explicit);
    if (!stable) {
      context.constants().cast(value.sql(), fitted);
    }
    return Typed.of(fitted, type, typmod, value.position());
  }

  static PgException cannot(Typed value, PgType type) {
    return new PgException(
        "42846", "cannot cast type " + value.type().sqlName() + " to " + type.sqlName());
  }

  private Typed fromUnknown(Typed value, PgType type, int typmod, boolean explicit) {
    if (value.parameter() > 0) {
      context.setParameter(value.parameter(), type);
      return Typed.of(fit(value.sql(), type, typmod, explicit), type, typmod, value.position());
    }
    if (value.literal() == null) {
      return Typed.of("NULL", type, typmod, value.position());
    }
    if (Types.isReference(type)) {
      String text = Names.literal(value.literal());
      return Typed.of(conversions.fromText(text, type), type, -1, value.position());
    }
    String clock = ClockLiterals.sql(value.literal(), type, context);
    if (clock != null) {
      return Typed.of(fit(clock, type, typmod, explicit), type, typmod, value.position());
    }
    try {
      Object stored = type.read(value.literal());
      String sql = constant(stored, type);
      if (fits(stored, type, typmod)) {
        return Typed.of(sql, type, typmod, value.position());
      }
      String fitted = fit(sql, type, typmod, explicit);
      context.constants().cast(sql, fitted);
      return Typed.of(fitted, type, typmod, value.position());
    } catch (PgException e) {
      throw e.at(value.position());
    }
  }

  /** Whether a type modifier would leave a literal as it is. */
  private static boolean fits(Object stored, PgType type, int typmod) {
    return type.equals(VARCHAR) && stored instanceof String text && text.length() <= typmod - 4;
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
    if (isPgvector(type)) {
      return "pg_" + type.name() + "_fit(" + sql + ", " + typmod + ")";
    }
    if (isBits(type)) {
      return "pg_" + type.name() + "_fit(" + sql + ", " + typmod + ", " + flag + ")";
    }
    if (type.isArray()) {
      PgType element = Objects.requireNonNull(type.element());
      if (element.equals(VARCHAR) && !explicit) {
        return "pg_varchars_fit(" + sql + ", " + (typmod - 4) + ")";
      }
      throw PgException.unsupported("a type modifier of an array");
    }
    return "pg_stamp_round(" + sql + ", " + typmod + ")";
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
