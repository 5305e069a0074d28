// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;

/** Answers {@code getTypeInfo}. */
final class TypeQueries {

  private TypeQueries() {}

  static MetaRows typeInfo(List<PgType> types) {
    MetaRows rows =
        MetaRows.of(
            "TYPE_NAME",
            "DATA_TYPE:int2",
            "PRECISION:int4",
            "LITERAL_PREFIX",
            "LITERAL_SUFFIX",
            "CREATE_PARAMS",
            "NULLABLE:int2",
            "CASE_SENSITIVE:bool",
            "SEARCHABLE:int2",
            "UNSIGNED_ATTRIBUTE:bool",
            "FIXED_PREC_SCALE:bool",
            "AUTO_INCREMENT:bool",
            "LOCAL_TYPE_NAME",
            "MINIMUM_SCALE:int2",
            "MAXIMUM_SCALE:int2",
            "SQL_DATA_TYPE:int4",
            "SQL_DATETIME_SUB:int4",
            "NUM_PREC_RADIX:int4");
    for (PgType type : types) {
      add(rows, type, type.name(), false);
      switch (type.name()) {
        case "int2" -> add(rows, type, "smallserial", true);
        case "int4" -> add(rows, type, "serial", true);
        case "int8" -> add(rows, type, "bigserial", true);
        default -> {}
      }
    }
    return rows.sortedBy(2, 1);
  }

  private static void add(MetaRows rows, PgType type, String name, boolean autoIncrement) {
    String quote = isNumber(type) ? null : "'";
    rows.add(
        name,
        type.jdbcType(),
        maximumPrecision(type),
        quote,
        quote,
        null,
        DatabaseMetaData.typeNullable,
        TypeFacts.isCaseSensitive(type),
        DatabaseMetaData.typeSearchable,
        !TypeFacts.isSigned(type),
        false,
        autoIncrement,
        null,
        0,
        type.name().equals("numeric") ? 1000 : 0,
        null,
        null,
        10);
  }

  private static boolean isNumber(PgType type) {
    return switch (type.jdbcType()) {
      case Types.BIGINT, Types.DOUBLE, Types.INTEGER, Types.REAL, Types.SMALLINT, Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  private static int maximumPrecision(PgType type) {
    PgType element = type.element();
    return switch ((element == null ? type : element).name()) {
      case "numeric" -> 1000;
      case "time", "timetz", "timestamp", "timestamptz", "interval" -> 6;
      case "bpchar", "varchar" -> 10485760;
      default -> 0;
    };
  }
}
