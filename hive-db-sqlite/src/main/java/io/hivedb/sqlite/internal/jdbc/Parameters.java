// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
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
import java.util.HexFormat;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns Java objects into parameters, by the rules of pgjdbc's {@code setObject}. */
final class Parameters {

  private final ObjectReads reads;

  Parameters(ObjectReads reads) {
    this.reads = reads;
  }

  Parameter of(@Nullable Object value) throws SQLException {
    if (value == null) {
      return new Parameter(null, null);
    }
    Parameter simple = simple(value);
    if (simple != null) {
      return simple;
    }
    Parameter temporal = temporal(value);
    if (temporal != null) {
      return temporal;
    }
    if (value instanceof Array array) {
      return ofArray(array);
    }
    if (ServerObjects.isPgObject(value)) {
      return ofServerObject(value);
    }
    if (value.getClass().isArray()) {
      return ofJavaArray(value);
    }
    throw SqlErrors.client(
        SqlErrors.INVALID_PARAMETER_TYPE,
        "Can't infer the SQL type to use for an instance of "
            + value.getClass().getName()
            + ". Use setObject() with an explicit Types value to specify the type to use.");
  }

  private static @Nullable Parameter simple(Object value) throws SQLException {
    if (value instanceof String || value instanceof Character) {
      return new Parameter(PgTypes.VARCHAR, Texts.checked(value.toString()));
    }
    if (value instanceof Boolean) {
      return new Parameter(PgTypes.BOOL, value);
    }
    if (value instanceof Number number) {
      return new Parameter(numberType(number), number);
    }
    if (value instanceof UUID) {
      return new Parameter(PgTypes.UUID, value.toString());
    }
    return value instanceof byte[] bytes ? new Parameter(PgTypes.BYTEA, bytes.clone()) : null;
  }

  private static PgType numberType(Number number) throws SQLException {
    if (number instanceof Integer) {
      return PgTypes.INT4;
    }
    if (number instanceof Long) {
      return PgTypes.INT8;
    }
    if (number instanceof Short || number instanceof Byte) {
      return PgTypes.INT2;
    }
    if (number instanceof Double) {
      return PgTypes.FLOAT8;
    }
    if (number instanceof Float) {
      return PgTypes.FLOAT4;
    }
    return PgTypes.NUMERIC;
  }

  private static @Nullable Parameter temporal(Object value) {
    if (value instanceof LocalDate date) {
      return new Parameter(PgTypes.DATE, TemporalText.of(date));
    }
    if (value instanceof LocalDateTime timestamp) {
      return new Parameter(PgTypes.TIMESTAMP, TemporalText.of(timestamp));
    }
    if (value instanceof OffsetDateTime timestamp) {
      return new Parameter(PgTypes.TIMESTAMPTZ, TemporalText.of(timestamp));
    }
    if (value instanceof LocalTime time) {
      return new Parameter(PgTypes.TIME, TemporalText.of(time));
    }
    if (value instanceof OffsetTime time) {
      return new Parameter(null, TemporalText.of(time));
    }
    if (value instanceof Date date) {
      return new Parameter(null, TemporalText.of(date, TimeZone.getDefault()));
    }
    if (value instanceof Time time) {
      return new Parameter(null, TemporalText.of(time, TimeZone.getDefault()));
    }
    return value instanceof Timestamp timestamp
        ? new Parameter(null, TemporalText.of(timestamp, TimeZone.getDefault()))
        : null;
  }

  private static Parameter ofServerObject(Object value) throws SQLException {
    String typeName = PgDriverObjects.typeOf(value);
    PgType type = typeName == null ? null : PgTypes.find(typeName);
    if (type == null) {
      throw SqlErrors.client(SqlErrors.INVALID_PARAMETER_TYPE, "Unknown type " + typeName + ".");
    }
    return new Parameter(type, PgDriverObjects.textOf(value));
  }

  Parameter ofArray(Array array) throws SQLException {
    if (array instanceof HiveArray own) {
      return new Parameter(own.arrayType(), own.text());
    }
    HiveArray copy = arrayOf(array.getBaseTypeName(), array.getArray());
    return new Parameter(copy.arrayType(), copy.text());
  }

  private Parameter ofJavaArray(Object array) throws SQLException {
    PgType element = DeclaredTypes.ofElements(array.getClass());
    if (element == null) {
      throw cannotCast(array, "Types.ARRAY");
    }
    return new Parameter(PgTypes.arrayOf(element), ArrayText.write(array, Parameters::leaf));
  }

  /** What {@code createArrayOf} gives. */
  HiveArray arrayOf(String elementTypeName, Object elements) throws SQLException {
    PgType element = PgTypes.find(elementTypeName);
    if (element == null) {
      throw SqlErrors.client(
          "42602", "Unable to find server array type for provided name " + elementTypeName + ".");
    }
    return new HiveArray(
        PgTypes.arrayOf(element), ArrayText.write(elements, Parameters::leaf), reads);
  }

  private static String leaf(Object element) {
    if (element instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    if (ServerObjects.isPgObject(element)) {
      return String.valueOf(PgDriverObjects.textOf(element));
    }
    if (element instanceof BigDecimal number) {
      return number.toPlainString();
    }
    Parameter temporal = temporal(element);
    return temporal == null ? element.toString() : String.valueOf(temporal.value());
  }

  Parameter of(@Nullable Object value, int sqlType, int scale) throws SQLException {
    if (value == null) {
      return new Parameter(DeclaredTypes.ofNull(sqlType), null);
    }
    return switch (sqlType) {
      case Types.INTEGER -> new Parameter(PgTypes.INT4, Casts.toLong(value, "int"));
      case Types.TINYINT, Types.SMALLINT ->
          new Parameter(PgTypes.INT2, Casts.toLong(value, "short"));
      case Types.BIGINT -> new Parameter(PgTypes.INT8, Casts.toLong(value, "long"));
      case Types.REAL -> new Parameter(PgTypes.FLOAT4, (float) Casts.toDouble(value, "float"));
      case Types.DOUBLE, Types.FLOAT ->
          new Parameter(PgTypes.FLOAT8, Casts.toDouble(value, "double"));
      case Types.DECIMAL, Types.NUMERIC ->
          new Parameter(PgTypes.NUMERIC, Casts.toBigDecimal(value, scale));
      case Types.CHAR -> new Parameter(PgTypes.BPCHAR, Casts.toText(value));
      case Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR ->
          new Parameter(PgTypes.VARCHAR, Casts.toText(value));
      case Types.BOOLEAN, Types.BIT -> new Parameter(PgTypes.BOOL, Casts.toBoolean(value));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> of(value);
      case Types.DATE, Types.TIME, Types.TIMESTAMP -> temporal(value, sqlType);
      case Types.TIMESTAMP_WITH_TIMEZONE -> withTimeZone(value);
      case Types.ARRAY -> array(value);
      case Types.OTHER, Types.DISTINCT -> other(value);
      default ->
          throw SqlErrors.client(
              SqlErrors.INVALID_PARAMETER_TYPE, "Unsupported Types value: " + sqlType);
    };
  }

  /** What is no value of that type is read from its text. */
  private static Parameter temporal(Object value, int sqlType) throws SQLException {
    boolean own =
        switch (sqlType) {
          case Types.DATE -> value instanceof LocalDate;
          case Types.TIME -> value instanceof LocalTime || value instanceof OffsetTime;
          default -> value instanceof LocalDateTime || value instanceof Timestamp;
        };
    if (own) {
      return Objects.requireNonNull(temporal(value));
    }
    java.util.Date made =
        value instanceof java.util.Date date
            ? Casts.toSql(date, sqlType)
            : Casts.toSql(new Cell(PgTypes.VARCHAR, value.toString(), -1), sqlType);
    return Objects.requireNonNull(temporal(made));
  }

  private Parameter withTimeZone(Object value) throws SQLException {
    if (value instanceof OffsetDateTime) {
      return of(value);
    }
    throw cannotCast(value, "Types.TIMESTAMP_WITH_TIMEZONE");
  }

  private Parameter array(Object value) throws SQLException {
    if (value instanceof Array || value.getClass().isArray()) {
      return of(value);
    }
    throw cannotCast(value, "Types.ARRAY");
  }

  private static Parameter other(Object value) throws SQLException {
    if (value instanceof UUID) {
      return new Parameter(PgTypes.UUID, value.toString());
    }
    return ServerObjects.isPgObject(value)
        ? ofServerObject(value)
        : new Parameter(null, Texts.checked(value.toString()));
  }

  static SQLException cannotCast(Object value, String target) {
    return SqlErrors.client(
        SqlErrors.INVALID_PARAMETER_TYPE,
        "Cannot cast an instance of " + value.getClass().getName() + " to type " + target);
  }
}
