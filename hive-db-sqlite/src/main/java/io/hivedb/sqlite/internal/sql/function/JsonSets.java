// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of functions that take a document apart, as an array of JSON. */
final class JsonSets {

  private JsonSets() {}

  static String raw(Args a, boolean plain) {
    list(a.json(0));
    List<@Nullable Object> texts = new ArrayList<>();
    for (String raw : Objects.requireNonNull(Json.rawElements(a.text(0)))) {
      texts.add(plain ? JsonFunctions.rawText(raw) : raw);
    }
    return Json.text(texts);
  }

  static List<?> list(@Nullable Object json) {
    if (json instanceof List<?> list) {
      return list;
    }
    throw new PgException(
        "22023",
        json instanceof Map
            ? "cannot extract elements from an object"
            : "cannot extract elements from a scalar");
  }

  static String texts(List<?> values, boolean plain) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(plain ? JsonFunctions.asText(value) : Json.text(value));
    }
    return Json.text(texts);
  }

  static Map<?, ?> map(@Nullable Object json, String function) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    String kind = json instanceof List ? "an array" : "a scalar";
    throw new PgException("22023", "cannot call " + function + " on " + kind);
  }

  static String rawKeys(String json) {
    String kind = Json.parse(json) instanceof List ? "an array" : "a scalar";
    List<Map.Entry<String, String>> pairs = Json.rawPairs(json);
    if (pairs == null) {
      throw new PgException("22023", "cannot call json_object_keys on " + kind);
    }
    return Json.text(
        new ArrayList<@Nullable Object>(pairs.stream().map(Map.Entry::getKey).toList()));
  }

  static String rawPairs(String json, boolean plain) {
    boolean array = Json.parse(json) instanceof List;
    List<Map.Entry<String, String>> pairs = Json.rawPairs(json);
    if (pairs == null) {
      throw new PgException(
          "22023", "cannot deconstruct " + (array ? "an array as an object" : "a scalar"));
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (Map.Entry<String, String> pair : pairs) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(pair.getKey());
      row.add(plain ? JsonFunctions.rawText(pair.getValue()) : pair.getValue());
      rows.add(row);
    }
    return Json.text(rows);
  }

  static String pairs(@Nullable Object json, boolean plain) {
    List<@Nullable Object> rows = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map(json, "jsonb_each").entrySet()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(entry.getKey());
      row.add(plain ? JsonFunctions.asText(entry.getValue()) : Json.text(entry.getValue()));
      rows.add(row);
    }
    return Json.text(rows);
  }
}
