// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;

/** Widths and properties of types, with the figures that pgjdbc reports. */
final class TypeFacts {

  private static final int UNKNOWN_LENGTH = Integer.MAX_VALUE;

  private TypeFacts() {}

  private static PgType base(PgType type) {
    PgType element = Types.isCatalogVector(type) ? null : type.element();
    return element == null ? type : element;
  }

  static int precision(PgType type, int typmod) {
    return switch (base(type).name()) {
      case "bit" -> typmod;
      case "varbit" -> typmod == -1 ? UNKNOWN_LENGTH : typmod;
      case "int2" -> 5;
      case "int4", "oid" -> 10;
      case "int8" -> 19;
      case "float4" -> 8;
      case "float8" -> 17;
      case "numeric" -> typmod == -1 ? 0 : ((typmod - 4) & 0xFFFF0000) >> 16;
      case "bool", "char" -> 1;
      case "bpchar", "varchar" -> typmod == -1 ? UNKNOWN_LENGTH : typmod - 4;
      case "date", "time", "timetz", "interval", "timestamp", "timestamptz" ->
          displaySize(type, typmod);
      default -> UNKNOWN_LENGTH;
    };
  }

  static int scale(PgType type, int typmod) {
    return switch (base(type).name()) {
      case "float4" -> 8;
      case "float8" -> 17;
      case "numeric" -> typmod == -1 ? 0 : (typmod - 4) & 0xFFFF;
      case "time", "timetz", "timestamp", "timestamptz" -> typmod == -1 ? 6 : typmod;
      case "interval" -> typmod == -1 ? 6 : typmod & 0xFFFF;
      default -> 0;
    };
  }

  static int displaySize(PgType type, int typmod) {
    return switch (base(type).name()) {
      case "bit" -> typmod;
      case "varbit" -> typmod == -1 ? UNKNOWN_LENGTH : typmod;
      case "int2" -> 6;
      case "int4" -> 11;
      case "oid" -> 10;
      case "int8" -> 20;
      case "float4" -> 15;
      case "float8" -> 25;
      case "char", "bool" -> 1;
      case "date" -> 13;
      case "time" -> 8 + fraction(typmod);
      case "timetz" -> 8 + fraction(typmod) + 6;
      case "timestamp" -> 13 + 1 + 8 + fraction(typmod);
      case "timestamptz" -> 13 + 1 + 8 + fraction(typmod) + 6;
      case "interval" -> 49;
      case "varchar", "bpchar" -> typmod == -1 ? UNKNOWN_LENGTH : typmod - 4;
      case "numeric" -> numericWidth(typmod);
      default -> UNKNOWN_LENGTH;
    };
  }

  /** Digits of the second's fraction, and the point before them. */
  private static int fraction(int typmod) {
    return switch (typmod) {
      case -1 -> 7;
      case 0 -> 0;
      case 1 -> 3;
      default -> typmod + 1;
    };
  }

  private static int numericWidth(int typmod) {
    if (typmod == -1) {
      return 131089;
    }
    int scale = (typmod - 4) & 0xFFFF;
    return 1 + (((typmod - 4) >> 16) & 0xFFFF) + (scale == 0 ? 0 : 1);
  }

  static boolean isSigned(PgType type) {
    return switch (base(type).name()) {
      case "int2", "int4", "int8", "float4", "float8", "numeric" -> true;
      default -> false;
    };
  }

  static boolean isCaseSensitive(PgType type) {
    return switch (base(type).name()) {
      case "oid",
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "numeric",
          "bool",
          "bit",
          "varbit",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "interval" ->
          false;
      default -> true;
    };
  }
}
