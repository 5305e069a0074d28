// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Storage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Building json of other values. */
final class JsonBuilding {

  private JsonBuilding() {}

  /** to_json keeps json and floating-point numbers as written and writes arrays without blanks. */
  static @Nullable Object toJson(Args a) {
    PgType type = JsonEditing.type(a.small(0));
    if (a.isNull(1)) {
      return "null";
    }
    if (type.equals(JSON) || type.equals(JSONB)) {
      return a.text(1);
    }
    Object stored = Objects.requireNonNull(a.raw(1));
    Object value = JsonFunctions.fromStored(stored, type);
    if (type.storage() == Storage.REAL && value instanceof BigDecimal) {
      return type.text(stored);
    }
    if (value instanceof List<?> list) {
      StringBuilder out = new StringBuilder("[");
      boolean real = Objects.requireNonNull(type.element()).storage() == Storage.REAL;
      List<@Nullable String> written = PgArrays.parse(a.text(1));
      for (int i = 0; i < list.size(); i++) {
        boolean number = real && list.get(i) instanceof BigDecimal;
        out.append(i == 0 ? "" : ",").append(number ? written.get(i) : Json.text(list.get(i)));
      }
      return out.append(']').toString();
    }
    return Json.text(value);
  }

  static Map<String, @Nullable Object> object(Args a) {
    if (a.size() % 2 != 0) {
      throw new PgException("22023", "argument list must have even number of elements")
          .hint(
              "The arguments of jsonb_build_object() must consist of alternating keys and values.");
    }
    Map<String, @Nullable Object> map = new TreeMap<>(Json.KEYS);
    for (int i = 0; i < a.size(); i += 2) {
      if (a.isNull(i)) {
        throw new PgException("22023", "argument " + (i + 1) + ": key must not be null");
      }
      map.put(a.text(i), a.json(i + 1));
    }
    return map;
  }

  static List<@Nullable Object> list(Args a) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      list.add(a.json(i));
    }
    return list;
  }

  static String plainObject(Args a, String open, String colon, String comma, String close) {
    StringBuilder out = new StringBuilder(open);
    for (int i = 0; i + 1 < a.size(); i += 2) {
      if (a.isNull(i)) {
        throw new PgException("22004", "null value not allowed for object key");
      }
      out.append(i == 0 ? "" : comma)
          .append(JsonString.quote(a.text(i)))
          .append(colon)
          .append(a.text(i + 1));
    }
    return out.append(close).toString();
  }

  static String plainArray(Args a) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < a.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(a.text(i));
    }
    return out.append(']').toString();
  }

  /** A cast of a jsonb scalar to a number or a boolean. */
  static @Nullable Object scalar(@Nullable Object json, String type) {
    if (json == null) {
      return null;
    }
    boolean wantsBoolean = type.equals("boolean");
    boolean fits = wantsBoolean ? json instanceof Boolean : json instanceof BigDecimal;
    if (!fits) {
      String kind =
          json instanceof Map
              ? "object"
              : json instanceof List
                  ? "array"
                  : json instanceof String
                      ? "string"
                      : json instanceof Boolean ? "boolean" : "numeric";
      throw new PgException("22023", "cannot cast jsonb " + kind + " to type " + type);
    }
    return wantsBoolean ? json : Json.text(json);
  }

  /** An array of plain values as json_agg writes it, with a blank after each comma. */
  static String spaced(String array) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < array.length(); i++) {
      char c = array.charAt(i);
      text.append(c);
      if (quoted && c == '\\') {
        text.append(array.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
        text.append(c == ',' && depth == 1 ? " " : "");
      }
    }
    return text.toString();
  }
}
