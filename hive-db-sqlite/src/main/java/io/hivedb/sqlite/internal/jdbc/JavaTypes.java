// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.UUID;

/** The Java classes of PostgreSQL's types, as pgjdbc has them. */
final class JavaTypes {

  private JavaTypes() {}

  /** What {@code getColumnClassName} names. */
  static String className(PgType type) {
    return switch (type.name()) {
      case "jsonb", "json" ->
          PgDriver.PRESENT ? "org.postgresql.util.PGobject" : String.class.getName();
      case "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange" ->
          String.class.getName();
      case "vector", "halfvec", "sparsevec", "varbit" -> String.class.getName();
      case "interval" -> PgDriver.PRESENT ? "org.postgresql.util.PGInterval" : "java.lang.String";
      default -> javaClass(type).getName();
    };
  }

  /** The class of the elements of an array that is read. */
  static Class<?> arrayElement(PgType element) {
    return switch (element.name()) {
      case "int2" -> Short.class;
      case "json", "jsonb" -> String.class;
      default -> javaClass(element);
    };
  }

  private static Class<?> javaClass(PgType type) {
    return switch (type.jdbcType()) {
      case Types.BIT, Types.BOOLEAN -> Boolean.class;
      case Types.SMALLINT, Types.INTEGER -> Integer.class;
      case Types.BIGINT -> Long.class;
      case Types.NUMERIC -> BigDecimal.class;
      case Types.REAL -> Float.class;
      case Types.DOUBLE -> Double.class;
      case Types.CHAR, Types.VARCHAR -> String.class;
      case Types.DATE -> Date.class;
      case Types.TIME -> Time.class;
      case Types.TIMESTAMP -> Timestamp.class;
      case Types.BINARY -> byte[].class;
      case Types.ARRAY -> Array.class;
      default -> type.name().equals("uuid") ? UUID.class : Object.class;
    };
  }
}
