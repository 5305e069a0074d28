// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types that pgjdbc declares for parameters. */
final class DeclaredTypes {

  private static final Map<Class<?>, PgType> ARRAY_ELEMENTS =
      Map.ofEntries(
          Map.entry(boolean.class, PgTypes.BOOL),
          Map.entry(Boolean.class, PgTypes.BOOL),
          Map.entry(short.class, PgTypes.INT2),
          Map.entry(Short.class, PgTypes.INT2),
          Map.entry(int.class, PgTypes.INT4),
          Map.entry(Integer.class, PgTypes.INT4),
          Map.entry(long.class, PgTypes.INT8),
          Map.entry(Long.class, PgTypes.INT8),
          Map.entry(float.class, PgTypes.FLOAT4),
          Map.entry(Float.class, PgTypes.FLOAT4),
          Map.entry(double.class, PgTypes.FLOAT8),
          Map.entry(Double.class, PgTypes.FLOAT8),
          Map.entry(BigDecimal.class, PgTypes.NUMERIC),
          Map.entry(String.class, PgTypes.VARCHAR),
          Map.entry(UUID.class, PgTypes.UUID),
          Map.entry(byte[].class, PgTypes.BYTEA));

  private DeclaredTypes() {}

  static @Nullable PgType ofNull(int sqlType) throws SQLException {
    return switch (sqlType) {
      case Types.INTEGER -> PgTypes.INT4;
      case Types.TINYINT, Types.SMALLINT -> PgTypes.INT2;
      case Types.BIGINT -> PgTypes.INT8;
      case Types.REAL -> PgTypes.FLOAT4;
      case Types.DOUBLE, Types.FLOAT -> PgTypes.FLOAT8;
      case Types.DECIMAL, Types.NUMERIC -> PgTypes.NUMERIC;
      case Types.CHAR -> PgTypes.BPCHAR;
      case Types.VARCHAR, Types.LONGVARCHAR -> PgTypes.VARCHAR;
      case Types.DATE -> PgTypes.DATE;
      case Types.BOOLEAN, Types.BIT -> PgTypes.BOOL;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> PgTypes.BYTEA;
      case Types.TIME,
          Types.TIMESTAMP,
          Types.TIMESTAMP_WITH_TIMEZONE,
          Types.TIME_WITH_TIMEZONE,
          Types.ARRAY,
          Types.DISTINCT,
          Types.STRUCT,
          Types.NULL,
          Types.OTHER,
          Types.NVARCHAR,
          Types.NCHAR,
          Types.LONGNVARCHAR ->
          null;
      default ->
          throw SqlErrors.client(
              SqlErrors.INVALID_PARAMETER_TYPE, "Unknown Types value " + sqlType + ".");
    };
  }

  /** The element type of a Java array, of any depth; null where pgjdbc knows none. */
  static @Nullable PgType ofElements(Class<?> arrayClass) {
    Class<?> element = arrayClass.componentType();
    while (element.isArray() && element != byte[].class) {
      element = element.componentType();
    }
    return ARRAY_ELEMENTS.get(element);
  }
}
