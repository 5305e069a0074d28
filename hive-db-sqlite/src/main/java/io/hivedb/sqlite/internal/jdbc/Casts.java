// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Casts the argument of {@code setObject} to the class of the type that it names. */
final class Casts {

  private Casts() {}

  static long toLong(Object value, String javaType) throws SQLException {
    try {
      if (value instanceof Number number) {
        return cut(number, javaType);
      }
      long number = parsed(value);
      boolean fits =
          switch (javaType) {
            case "int" -> number == (int) number;
            case "short" -> number == (short) number;
            default -> true;
          };
      if (fits) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw cannot(value, javaType, e);
    }
    throw cannot(value, javaType, null);
  }

  /** pgjdbc takes what fits of a number. */
  private static long cut(Number number, String javaType) {
    return switch (javaType) {
      case "int" -> number.intValue();
      case "short" -> number.shortValue();
      default -> number.longValue();
    };
  }

  private static long parsed(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return Long.parseLong(value.toString());
  }

  static double toDouble(Object value, String javaType) throws SQLException {
    try {
      if (value instanceof Boolean flag) {
        return flag ? 1 : 0;
      }
      return value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw cannot(value, javaType, e);
    }
  }

  static BigDecimal toBigDecimal(Object value, int scale) throws SQLException {
    try {
      BigDecimal number =
          value instanceof Boolean flag
              ? (flag ? BigDecimal.ONE : BigDecimal.ZERO)
              : new BigDecimal(value.toString());
      return scale >= 0 ? number.setScale(scale, RoundingMode.HALF_UP) : number;
    } catch (NumberFormatException e) {
      throw cannot(value, "BigDecimal", e);
    }
  }

  static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return NumberReads.toBoolean(
          number.doubleValue() == 1 ? "1" : number.doubleValue() == 0 ? "0" : number.toString());
    }
    if (value instanceof String || value instanceof Character) {
      return NumberReads.toBoolean(value.toString());
    }
    throw SqlErrors.client(SqlErrors.CANNOT_COERCE, "Cannot cast to boolean");
  }

  static @Nullable String toText(Object value) throws SQLException {
    return Texts.checked(value.toString());
  }

  @SuppressWarnings("JavaUtilDate") // java.util.Date is what JDBC's callers give.
  static java.util.Date toSql(java.util.Date date, int sqlType) {
    return switch (sqlType) {
      case Types.DATE -> new Date(date.getTime());
      case Types.TIME -> new Time(date.getTime());
      default -> new Timestamp(date.getTime());
    };
  }

  /** The same of a text. */
  static java.util.Date toSql(Cell text, int sqlType) throws SQLException {
    TimeZone zone = TimeZone.getDefault();
    return switch (sqlType) {
      case Types.DATE -> TemporalReads.toDate(text, zone);
      case Types.TIME -> TemporalReads.toTime(text, zone);
      default -> TemporalReads.toTimestamp(text, zone);
    };
  }

  private static SQLException cannot(
      Object value, String javaType, @Nullable NumberFormatException cause) {
    return SqlErrors.client(
        SqlErrors.INVALID_PARAMETER_TYPE,
        "Cannot convert an instance of " + value.getClass().getName() + " to type " + javaType,
        cause);
  }
}
