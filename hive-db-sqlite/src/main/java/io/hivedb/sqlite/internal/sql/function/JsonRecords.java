// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** jsonb from arrays and into rows, and the less common changes of it. */
final class JsonRecords {

  private JsonRecords() {}

  static void register(Registry registry) {
    PgType texts = Types.array(TEXT);
    // The value, whether it is a set, then name and type of each column.
    registry.internal("pg_json_records", false, JsonRecords::records);
    registry.scalar("jsonb_object", JSONB, a -> pairs(PgArrays.parse(a.text(0))), texts);
    registry.scalar(
        "jsonb_object",
        JSONB,
        a -> pairs(PgArrays.parse(a.text(0)), PgArrays.parse(a.text(1))),
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

  private static String key(@Nullable String key) {
    if (key == null) {
      throw new PgException("22004", "null value not allowed for object key");
    }
    return key;
  }

  private static @Nullable Object records(Args a) {
    boolean set = a.bool(1);
    String function = set ? "jsonb_to_recordset" : "jsonb_to_record";
    List<@Nullable Object> rows = new ArrayList<>();
    if (a.isNull(0)) {
      if (!set) {
        rows.add(row(Map.of(), a));
      }
      return Json.text(rows);
    }
    Object json = a.json(0);
    if (!set) {
      if (!(json instanceof Map<?, ?> object)) {
        String kind = json instanceof List ? "an array" : "a scalar";
        throw new PgException("22023", "cannot call populate_composite on " + kind);
      }
      rows.add(row(object, a));
      return Json.text(rows);
    }
    if (!(json instanceof List<?> list)) {
      throw new PgException("22023", "cannot call " + function + " on a non-array");
    }
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> object)) {
        throw new PgException("22023", "argument of " + function + " must be an array of objects");
      }
      rows.add(row(object, a));
    }
    return Json.text(rows);
  }

  private static List<@Nullable Object> row(Map<?, ?> object, Args a) {
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 2; i < a.size(); i += 2) {
      PgType type = JsonEditing.type(a.small(i + 1));
      Object value = object.get(a.text(i));
      String text =
          value == null
              ? null
              : value instanceof String string && !type.equals(JSONB) ? string : Json.text(value);
      row.add(text == null ? null : SetFunctions.encoded(type, text));
    }
    return row;
  }
}
