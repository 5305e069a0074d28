// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reading json and jsonb. */
final class JsonFunctions {

  private static final PgType PATH = Types.array(TEXT);

  private JsonFunctions() {}

  static void register(Registry registry) {
    access(registry, JSONB, "pg_jsonb_");
    registry.operator("->", "pg_json_key", JSON, a -> rawKey(a.text(0), a.text(1)), JSON, TEXT);
    registry.operator(
        "->", "pg_json_index", JSON, a -> rawIndex(a.text(0), a.small(1)), JSON, INT4);
    registry.operator(
        "->>", "pg_json_text_key", TEXT, a -> rawText(rawKey(a.text(0), a.text(1))), JSON, TEXT);
    registry.operator(
        "->>",
        "pg_json_text_index",
        TEXT,
        a -> rawText(rawIndex(a.text(0), a.small(1))),
        JSON,
        INT4);
    contains(registry);
    registry.scalar("jsonb_typeof", TEXT, a -> typeOf(a.json(0)), JSONB);
    registry.scalar("json_typeof", TEXT, a -> typeOf(a.json(0)), JSON);
    registry.scalar("jsonb_array_length", INT4, a -> arrayLength(a.json(0)), JSONB);
    registry.scalar("json_array_length", INT4, a -> arrayLength(a.json(0)), JSON);
    registry.scalar("jsonb_pretty", TEXT, a -> JsonPretty.print(a.json(0)), JSONB);
    JsonPathFunctions.register(registry);
    JsonKeyPaths.register(registry);
  }

  private static void access(Registry registry, PgType type, String prefix) {
    registry.operator(
        "->", prefix + "key", type, a -> asJson(key(a.json(0), a.text(1))), type, TEXT);
    registry.operator(
        "->", prefix + "index", type, a -> asJson(index(a.json(0), a.small(1))), type, INT4);
    registry.operator(
        "->>", prefix + "text_key", TEXT, a -> asText(key(a.json(0), a.text(1))), type, TEXT);
    registry.operator(
        "->>", prefix + "text_index", TEXT, a -> asText(index(a.json(0), a.small(1))), type, INT4);
    registry.operator(
        "#>", prefix + "path", type, a -> asJson(path(a.json(0), a.text(1))), type, PATH);
    registry.operator(
        "#>>", prefix + "text_path", TEXT, a -> asText(path(a.json(0), a.text(1))), type, PATH);
  }

  private static void contains(Registry registry) {
    registry.operator(
        "@>", "pg_jsonb_contains", BOOL, a -> contains(a.json(0), a.json(1), true), JSONB, JSONB);
    registry.operator("<@", BOOL, "pg_jsonb_contains({1}, {0})", JSONB, JSONB);
    registry.operator("?", "pg_jsonb_exists", BOOL, a -> exists(a.json(0), a.text(1)), JSONB, TEXT);
    registry.template("jsonb_exists", BOOL, "pg_jsonb_exists({0}, {1})", JSONB, TEXT);
    registry.operator(
        "?|",
        "pg_jsonb_any",
        BOOL,
        a -> PgArrays.parse(a.text(1)).stream().anyMatch(k -> k != null && exists(a.json(0), k)),
        JSONB,
        PATH);
    registry.operator(
        "?&",
        "pg_jsonb_all",
        BOOL,
        a -> PgArrays.parse(a.text(1)).stream().allMatch(k -> k != null && exists(a.json(0), k)),
        JSONB,
        PATH);
  }

  /** What stands for "there is no such value", in contrast to JSON's null. */
  static final Object MISSING = new Object();

  static @Nullable Object key(@Nullable Object json, String key) {
    return json instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : MISSING;
  }

  static @Nullable Object index(@Nullable Object json, int index) {
    if (!(json instanceof List<?> list)) {
      // A scalar on the top level is kept as an array of one.
      return json instanceof Map || (index != 0 && index != -1) ? MISSING : json;
    }
    int at = index < 0 ? list.size() + index : index;
    return at >= 0 && at < list.size() ? list.get(at) : MISSING;
  }

  private static @Nullable Object path(@Nullable Object json, String path) {
    Object value = json;
    for (String step : PgArrays.parse(path)) {
      if (step == null) {
        return MISSING;
      }
      if (value instanceof List) {
        Integer index = JsonPosition.parse(step);
        value = index == null ? MISSING : index(value, index);
      } else {
        value = key(value, step);
      }
    }
    return value;
  }

  private static @Nullable Object asJson(@Nullable Object value) {
    return value == MISSING ? null : Json.text(value);
  }

  static @Nullable Object asText(@Nullable Object value) {
    if (value == MISSING || value == null) {
      return null;
    }
    return value instanceof String text ? text : Json.text(value);
  }

  private static @Nullable String rawKey(String json, String key) {
    Map<String, String> members = Json.rawMembers(json);
    return members == null ? null : members.get(key);
  }

  private static @Nullable String rawIndex(String json, int index) {
    List<String> elements = Json.rawElements(json);
    if (elements == null) {
      return null;
    }
    int at = index < 0 ? elements.size() + index : index;
    return at >= 0 && at < elements.size() ? elements.get(at) : null;
  }

  /** The text of a json value: strings lose their quotes, null is null. */
  static @Nullable String rawText(@Nullable String raw) {
    if (raw == null || raw.equals("null")) {
      return null;
    }
    return raw.startsWith("\"") ? (String) Json.parse(raw) : raw;
  }

  private static boolean exists(@Nullable Object json, String key) {
    if (json instanceof List<?> list) {
      return list.contains(key);
    }
    return json instanceof Map<?, ?> map ? map.containsKey(key) : key.equals(json);
  }

  /** jsonb's containment; only on the top level may an array contain a bare scalar. */
  static boolean contains(@Nullable Object whole, @Nullable Object part, boolean top) {
    if (whole instanceof Map<?, ?> all && part instanceof Map<?, ?> some) {
      return some.entrySet().stream()
          .allMatch(
              e ->
                  all.containsKey(e.getKey())
                      && contains(all.get(e.getKey()), e.getValue(), false));
    }
    if (whole instanceof List<?> all && part instanceof List<?> some) {
      return some.stream().allMatch(p -> all.stream().anyMatch(w -> contains(w, p, false)));
    }
    boolean scalar = !(part instanceof Map) && !(part instanceof List);
    if (top && scalar && whole instanceof List<?> all) {
      return all.stream().anyMatch(w -> Json.same(w, part));
    }
    return scalar && Json.same(whole, part);
  }

  private static String typeOf(@Nullable Object json) {
    if (json == null) {
      return "null";
    }
    if (json instanceof Map) {
      return "object";
    }
    if (json instanceof List) {
      return "array";
    }
    return json instanceof Boolean ? "boolean" : json instanceof BigDecimal ? "number" : "string";
  }

  private static int arrayLength(@Nullable Object json) {
    if (json instanceof List<?> list) {
      return list.size();
    }
    throw new PgException(
        "22023", "cannot get array length of a " + (json instanceof Map ? "non-array" : "scalar"));
  }

  /** The JSON value of a stored value of a type. */
  static @Nullable Object fromStored(@Nullable Object stored, PgType type) {
    if (stored == null) {
      return null;
    }
    PgType element = type.element();
    if (element != null) {
      return PgArrays.values(stored.toString(), element).stream()
          .map(v -> fromStored(v, element))
          .collect(Collectors.toCollection(ArrayList::new));
    }
    if (type.equals(JSONB) || type.equals(JSON)) {
      return Json.parse(stored.toString());
    }
    if (type.equals(BOOL)) {
      return ((Number) stored).longValue() != 0;
    }
    String text = type.text(stored);
    if (type.category() == 'N'
        && !text.endsWith("y")
        && !text.equals("NaN")
        && !type.equals(REGCLASS)) {
      return Numerics.parse(text);
    }
    if (type.equals(TIMESTAMP) || type.equals(TIMESTAMPTZ)) {
      return text.replace(' ', 'T') + (type.equals(TIMESTAMPTZ) ? ":00" : "");
    }
    return text;
  }
}
