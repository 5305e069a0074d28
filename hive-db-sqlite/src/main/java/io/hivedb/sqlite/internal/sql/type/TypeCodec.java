// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.path.Path;
import java.util.Objects;

/**
 * The text forms of the built-in types. One class with branches, as a lambda for each type and
 * direction would cost every first start the time to link it.
 */
final class TypeCodec implements Codec {

  private final String type;

  TypeCodec(String type) {
    this.type = type;
  }

  @Override
  public Object read(String text) {
    return switch (type) {
      case "bool" -> Texts.parseBool(text);
      case "int2" -> Integers.parse(text, "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
      case "int4" -> Integers.parse(text, "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "int8" -> Integers.parse(text, "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
      case "oid" -> Integers.parse(text, "oid", 0, 4294967295L);
      case "xid" -> Long.parseLong(text.strip());
      case "float4" -> Floats.stored(Floats.parseFloat(text));
      case "float8" -> Floats.stored(Floats.parseDouble(text));
      case "numeric" -> Numerics.text(Numerics.parse(text));
      case "bytea" -> Texts.parseBytea(text);
      case "date" -> DateTimes.parseDate(text);
      case "time" -> DateTimes.parseTime(text);
      case "timestamp" -> DateTimes.parseTimestamp(text, false);
      case "timestamptz" -> DateTimes.parseTimestamp(text, true);
      case "interval" -> Interval.parse(text).toString();
      case "uuid" -> Texts.parseUuid(text);
      case "json" -> TypeFactory.checkedJson(text);
      case "jsonb" -> Json.text(Json.parse(text));
      case "jsonpath" -> Path.parse(text).toString();
      case "bit", "varbit" -> Bits.parse(text);
      case "vector" -> Vectors.parse(text);
      case "halfvec" -> HalfVectors.parse(text);
      case "sparsevec" -> SparseVector.parse(text).toString();
      case "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange" ->
          RangeTypes.range(text, Objects.requireNonNull(Types.byName(type))).text();
      case "char" -> text.isEmpty() ? "" : text.substring(0, 1);
      case "int2vector", "oidvector" -> '{' + text.strip().replaceAll("\\s+", ",") + '}';
      default -> text;
    };
  }

  @Override
  public String write(Object stored) {
    return switch (type) {
      case "bool" -> ((Number) stored).longValue() != 0 ? "t" : "f";
      case "float4" -> Floats.text((float) Floats.value(stored));
      case "float8" -> Floats.text(Floats.value(stored));
      case "bytea" -> Texts.byteaText((byte[]) stored);
      case "date" -> DateTimes.dateText((Long) stored);
      case "time" -> DateTimes.timeText((Long) stored);
      case "timestamp" -> DateTimes.timestampText((Long) stored, false);
      case "timestamptz" -> DateTimes.timestampText((Long) stored, true);
      case "vector" -> Vectors.text((byte[]) stored);
      case "halfvec" -> HalfVectors.text((byte[]) stored);
      case "int2vector", "oidvector" -> withoutBraces(stored.toString());
      default -> stored.toString();
    };
  }

  private static String withoutBraces(String array) {
    return array.substring(1, array.length() - 1).replace(',', ' ');
  }
}
