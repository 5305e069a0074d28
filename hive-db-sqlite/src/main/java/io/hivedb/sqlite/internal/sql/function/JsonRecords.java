// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** jsonb from arrays, and the less common changes of it. */
final class JsonRecords {

  private JsonRecords() {}

  static void register(Registry registry) {
    PgType texts = Types.array(TEXT);
    RecordRows.register(registry);
    registry.scalar("jsonb_object", JSONB, a -> pairs(PgArrays.parse(a.text(0))), texts);
    registry.scalar(
        "jsonb_object",
        JSONB,
        a -> pairs(PgArrays.parse(a.text(0)), PgArrays.parse(a.text(1))),
        texts,
        texts);
    registry.scalar("json_object", JSON, a -> plain(PgArrays.parse(a.text(0))), texts);
    registry.scalar(
        "json_object",
        JSON,
        a -> plain(PgArrays.parse(a.text(0)), PgArrays.parse(a.text(1))),
        texts,
        texts);
    registry.optional(
        "jsonb_insert",
        JSONB,
        3,
        a -> JsonInsertion.insert(a, a.size() > 3 && a.bool(3)),
        JSONB,
        texts,
        JSONB,
        BOOL);
  }

  private static String pairs(List<@Nullable String> list) {
    if (list.size() % 2 != 0) {
      throw new PgException("2202E", "array must have even number of elements");
    }
    Map<String, @Nullable Object> map = new TreeMap<>(Json.KEYS);
    for (int i = 0; i < list.size(); i += 2) {
      map.put(key(list.get(i)), list.get(i + 1));
    }
    return Json.text(map);
  }

  private static String pairs(List<@Nullable String> keys, List<@Nullable String> values) {
    if (keys.size() != values.size()) {
      throw new PgException("2202E", "mismatched array dimensions");
    }
    Map<String, @Nullable Object> map = new TreeMap<>(Json.KEYS);
    for (int i = 0; i < keys.size(); i++) {
      map.put(key(keys.get(i)), values.get(i));
    }
    return Json.text(map);
  }

  private static String plain(List<@Nullable String> list) {
    if (list.size() % 2 != 0) {
      throw new PgException("2202E", "array must have even number of elements");
    }
    List<@Nullable String> keys = new ArrayList<>();
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i += 2) {
      keys.add(list.get(i));
      values.add(list.get(i + 1));
    }
    return plain(keys, values);
  }

  private static String plain(List<@Nullable String> keys, List<@Nullable String> values) {
    if (keys.size() != values.size()) {
      throw new PgException("2202E", "mismatched array dimensions");
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String value = values.get(i);
      pairs.add(
          JsonString.quote(key(keys.get(i)))
              + " : "
              + (value == null ? "null" : JsonString.quote(value)));
    }
    return "{" + String.join(", ", pairs) + "}";
  }

  private static String key(@Nullable String key) {
    if (key == null) {
      throw new PgException("22004", "null value not allowed for object key");
    }
    return key;
  }
}
