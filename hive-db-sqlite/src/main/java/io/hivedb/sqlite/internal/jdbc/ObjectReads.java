// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads values as objects: of the class that pgjdbc chooses, or of the class asked for. */
final class ObjectReads {

  private final ServerObjects objects;

  /** The name of the class that was registered for a type; null for none. */
  @Nullable String className(String type) {
    return objects.className(type);
  }

  ObjectReads(ServerObjects objects) {
    this.objects = objects;
  }

  /** The class that pgjdbc gives for the column's type. */
  Object natural(Cell cell) throws SQLException {
    return switch (cell.type().jdbcType()) {
      case Types.BIT, Types.BOOLEAN ->
          cell.isA("bit") && cell.typmod() != 1 ? special(cell) : NumberReads.toBoolean(cell);
      case Types.SMALLINT, Types.INTEGER -> (int) integer(cell, "int");
      case Types.BIGINT -> integer(cell, "long");
      case Types.NUMERIC, Types.DECIMAL -> numeric(cell);
      case Types.REAL -> NumberReads.toFloat(cell);
      case Types.DOUBLE, Types.FLOAT -> NumberReads.toDouble(cell);
      case Types.CHAR, Types.VARCHAR -> cell.text();
      case Types.DATE -> TemporalReads.toDate(cell, TimeZone.getDefault());
      case Types.TIME -> TemporalReads.toTime(cell, TimeZone.getDefault());
      case Types.TIMESTAMP -> TemporalReads.toTimestamp(cell, TimeZone.getDefault());
      case Types.BINARY -> bytes(cell);
      case Types.ARRAY -> new HiveArray(cell, this);
      default -> special(cell);
    };
  }

  /** PostgreSQL's numeric has NaN and infinities; pgjdbc gives them as a Double. */
  private static Object numeric(Cell cell) throws SQLException {
    String text = cell.text();
    return text.equals("NaN") || text.endsWith("nfinity")
        ? NumberReads.toDouble(cell)
        : NumberReads.toBigDecimal(cell);
  }

  private Object special(Cell cell) throws SQLException {
    String type = cell.type().name();
    return switch (type) {
      case "uuid" -> UUID.fromString(cell.text());
      case "unknown", "text" -> cell.text();
      default -> objects.make(type, cell.text());
    };
  }

  static byte[] bytes(Cell cell) {
    return cell.isA("bytea") && cell.stored() instanceof byte[] bytes
        ? bytes.clone()
        : cell.text().getBytes(StandardCharsets.UTF_8);
  }

  /** The class asked for, if pgjdbc allows it for the column's type. */
  <T> T as(Cell cell, Class<T> javaType) throws SQLException {
    return javaType.cast(convert(cell, javaType));
  }

  private Object convert(Cell cell, Class<?> javaType) throws SQLException {
    if (javaType == LocalDate.class) {
      return JavaTimeReads.toLocalDate(cell);
    }
    if (javaType == LocalTime.class) {
      return JavaTimeReads.toLocalTime(cell);
    }
    if (javaType == LocalDateTime.class) {
      return JavaTimeReads.toLocalDateTime(cell);
    }
    if (javaType == OffsetDateTime.class) {
      return JavaTimeReads.toOffsetDateTime(cell);
    }
    if (javaType == OffsetTime.class) {
      return JavaTimeReads.toOffsetTime(cell);
    }
    if (ServerObjects.isPgObject(javaType)) {
      return pgObject(cell, javaType);
    }
    if (!isAllowed(cell.type().jdbcType(), javaType)) {
      throw unsupported(cell, javaType);
    }
    return plain(cell, javaType);
  }

  private Object pgObject(Cell cell, Class<?> javaType) throws SQLException {
    Object object = objects.make(cell.type().name(), cell.text());
    if (!javaType.isInstance(object)) {
      throw unsupported(cell, javaType);
    }
    return object;
  }

  @SuppressWarnings("JavaUtilDate") // java.util.Date is what JDBC's callers ask for.
  private Object plain(Cell cell, Class<?> javaType) throws SQLException {
    if (javaType == Calendar.class) {
      Calendar calendar = Calendar.getInstance();
      calendar.setTime(TemporalReads.toTimestamp(cell, TimeZone.getDefault()));
      return calendar;
    }
    if (javaType == java.util.Date.class) {
      Timestamp timestamp = TemporalReads.toTimestamp(cell, TimeZone.getDefault());
      return new java.util.Date(timestamp.getTime());
    }
    if (javaType == Short.class) {
      return (short) NumberReads.integer(cell, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }
    if (javaType == BigInteger.class) {
      return BigInteger.valueOf(integer(cell, "long"));
    }
    Object natural = javaType == BigDecimal.class ? NumberReads.toBigDecimal(cell) : natural(cell);
    if (!javaType.isInstance(natural)) {
      throw unsupported(cell, javaType);
    }
    return natural;
  }

  private static boolean isAllowed(int jdbcType, Class<?> javaType) {
    return allowed(javaType).contains(jdbcType);
  }

  private static Set<Integer> allowed(Class<?> javaType) {
    if (javaType == Integer.class) {
      return Set.of(Types.INTEGER, Types.SMALLINT);
    }
    if (javaType == Short.class) {
      return Set.of(Types.SMALLINT);
    }
    if (javaType == Long.class || javaType == BigInteger.class) {
      return Set.of(Types.BIGINT);
    }
    if (javaType == BigDecimal.class) {
      return Set.of(Types.NUMERIC);
    }
    if (javaType == Boolean.class) {
      return Set.of(Types.BIT, Types.BOOLEAN);
    }
    if (javaType == Float.class) {
      return Set.of(Types.REAL);
    }
    if (javaType == Double.class) {
      return Set.of(Types.DOUBLE);
    }
    if (javaType == String.class) {
      return Set.of(Types.VARCHAR, Types.CHAR);
    }
    return allowedObject(javaType);
  }

  private static Set<Integer> allowedObject(Class<?> javaType) {
    if (javaType == Date.class) {
      return Set.of(Types.DATE);
    }
    if (javaType == Time.class) {
      return Set.of(Types.TIME);
    }
    if (javaType == Timestamp.class
        || javaType == Calendar.class
        || javaType == java.util.Date.class) {
      return Set.of(Types.TIMESTAMP);
    }
    if (javaType == byte[].class) {
      return Set.of(Types.BINARY);
    }
    if (javaType == Array.class) {
      return Set.of(Types.ARRAY);
    }
    return javaType == UUID.class ? Set.of(Types.OTHER) : Set.of();
  }

  private static SQLException unsupported(Cell cell, Class<?> javaType) {
    return SqlErrors.client(
        SqlErrors.INVALID_PARAMETER_VALUE,
        "conversion to " + javaType + " from " + cell.type().name() + " not supported");
  }

  private static long integer(Cell cell, String javaType) throws SQLException {
    return javaType.equals("int")
        ? NumberReads.integer(cell, Integer.MIN_VALUE, Integer.MAX_VALUE, javaType)
        : NumberReads.integer(cell, Long.MIN_VALUE, Long.MAX_VALUE, javaType);
  }
}
