// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** json objects as rows: values take the way through their texts, as PostgreSQL does it. */
final class RecordRows {

  private RecordRows() {}

  static void register(Registry registry) {
    // The value, the function's name, then name and type of each column.
    registry.internal("pg_json_records", false, RecordRows::records);
  }

  private static @Nullable Object records(Args a) {
    String function = a.text(1);
    boolean set = function.endsWith("set");
    List<@Nullable Object> rows = new ArrayList<>();
    if (a.isNull(0)) {
      if (!set) {
        rows.add(row("{}", a));
      }
      return Json.text(rows);
    }
    String json = a.text(0);
    Object value = Json.parse(json);
    if (!set) {
      check(value instanceof Map, "cannot call populate_composite on " + kind(value), function);
      rows.add(row(json, a));
      return Json.text(rows);
    }
    if (!(value instanceof List)) {
      throw new PgException(
          "22023",
          (function.startsWith("jsonb") || !(value instanceof Map))
              ? "cannot call "
                  + function
                  + " on a "
                  + (value instanceof Map ? "non-array" : what(function))
              : "cannot call " + function + " on an object");
    }
    for (String element : Objects.requireNonNull(Json.rawElements(json))) {
      boolean object = Json.parse(element) instanceof Map;
      check(object, "argument of " + function + " must be an array of objects", function);
      rows.add(row(element, a));
    }
    return Json.text(rows);
  }

  private static String what(String function) {
    return function.startsWith("jsonb") ? "non-array" : "scalar";
  }

  private static String kind(@Nullable Object value) {
    return value instanceof List ? "an array" : "a scalar";
  }

  private static void check(boolean right, String problem, String function) {
    if (!right) {
      throw function.startsWith("jsonb")
          ? new PgException("22023", problem)
          : PgException.unsupported(function + " of what is no object");
    }
  }

  private static List<@Nullable Object> row(String object, Args a) {
    Map<String, String> members = Objects.requireNonNull(Json.rawMembers(object));
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 2; i < a.size(); i += 2) {
      PgType type = JsonEditing.type(a.small(i + 1));
      String raw = members.get(a.text(i));
      String text = raw == null ? null : text(raw, type);
      row.add(text == null ? null : SetFunctions.encoded(type, text));
    }
    return row;
  }

  private static @Nullable String text(String raw, PgType type) {
    if (type.equals(JSON) || type.equals(JSONB)) {
      return raw.equals("null") ? null : raw;
    }
    if (raw.equals("null")) {
      return null;
    }
    if (raw.startsWith("\"")) {
      return (String) Json.parse(raw);
    }
    PgType element = type.element();
    if (element == null) {
      return raw;
    }
    List<String> elements = Json.rawElements(raw);
    if (elements == null) {
      throw new PgException("22P02", "expected JSON array");
    }
    List<@Nullable String> texts = new ArrayList<>();
    for (String one : elements) {
      if (one.startsWith("[")) {
        throw PgException.unsupported("an array of several dimensions");
      }
      String text = text(one, element);
      texts.add(text == null ? null : element.text(element.read(text)));
    }
    return PgArrays.text(texts);
  }
}
