// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changing jsonb and building json. */
final class JsonEditing {

  private static final PgType PATH = Types.array(TEXT);

  private JsonEditing() {}

  static void register(Registry registry) {
    registry.operator(
        "||", "pg_jsonb_concat", JSONB, a -> Json.text(concat(a.json(0), a.json(1))), JSONB, JSONB);
    registry.operator(
        "-",
        "pg_jsonb_delete_key",
        JSONB,
        a -> Json.text(delete(a.json(0), a.text(1))),
        JSONB,
        TEXT);
    registry.operator(
        "-",
        "pg_jsonb_delete_index",
        JSONB,
        a -> Json.text(delete(a.json(0), a.small(1))),
        JSONB,
        INT4);
    registry.operator(
        "-",
        "pg_jsonb_delete_keys",
        JSONB,
        a -> Json.text(deleteAll(a.json(0), PgArrays.parse(a.text(1)))),
        JSONB,
        PATH);
    registry.operator(
        "#-",
        "pg_jsonb_delete_path",
        JSONB,
        a -> Json.text(deletePath(a.json(0), PgArrays.parse(a.text(1)))),
        JSONB,
        PATH);
    registry.optional(
        "jsonb_set",
        JSONB,
        3,
        a ->
            Json.text(
                set(a.json(0), PgArrays.parse(a.text(1)), a.json(2), a.size() < 4 || a.bool(3))),
        JSONB,
        PATH,
        JSONB,
        BOOL);
    registry.internal("pg_jsonb_assign", false, JsonEditing::assign);
    registry.optional(
        "jsonb_strip_nulls",
        JSONB,
        1,
        a -> Json.text(strip(a.json(0), a.size() > 1 && a.bool(1))),
        JSONB,
        BOOL);
    registry.optional(
        "json_strip_nulls",
        JSON,
        1,
        a -> JsonStripping.strip(a.text(0), a.size() > 1 && a.bool(1)),
        JSON,
        BOOL);
    registry.internal(
        "pg_to_jsonb", false, a -> Json.text(JsonFunctions.fromStored(a.raw(1), type(a.small(0)))));
    registry.internal("pg_to_json", false, JsonBuilding::toJson);
    registry.internal("pg_spaced_array", true, a -> JsonBuilding.spaced(a.text(0)));
    registry.internal("pg_jsonb_object", false, a -> Json.text(JsonBuilding.object(a)));
    registry.internal("pg_jsonb_array", false, a -> Json.text(JsonBuilding.list(a)));
    registry.internal(
        "pg_json_object", false, a -> JsonBuilding.plainObject(a, "{", " : ", ", ", "}"));
    registry.internal("pg_json_row", false, a -> JsonBuilding.plainObject(a, "{", ":", ",", "}"));
    registry.internal("pg_json_array", false, JsonBuilding::plainArray);
    registry.internal("pg_jsonb_scalar", true, a -> JsonBuilding.scalar(a.json(0), a.text(1)));
  }

  static PgType type(int oid) {
    PgType type = Types.byOid(oid);
    return type == null ? TEXT : type;
  }

  private static @Nullable Object concat(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      Map<String, @Nullable Object> both = copy(a);
      b.forEach((key, value) -> both.put(String.valueOf(key), value));
      return both;
    }
    List<@Nullable Object> both = new ArrayList<>(asList(left));
    both.addAll(asList(right));
    return both;
  }

  private static List<@Nullable Object> asList(@Nullable Object json) {
    return json instanceof List<?> list
        ? Json.copy(list)
        : new ArrayList<>(Collections.singletonList(json));
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new TreeMap<>(Json.KEYS);
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static Object delete(@Nullable Object json, String key) {
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = copy(map);
      copy.remove(key);
      return copy;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> copy = Json.copy(list);
      copy.removeIf(key::equals);
      return copy;
    }
    throw new PgException("22023", "cannot delete from scalar");
  }

  private static Object deleteAll(@Nullable Object json, List<@Nullable String> keys) {
    if (!(json instanceof Map) && !(json instanceof List)) {
      throw new PgException("22023", "cannot delete from scalar");
    }
    Object result = json;
    for (String key : keys) {
      result = key == null ? result : delete(result, key);
    }
    return result;
  }

  private static Object delete(@Nullable Object json, int index) {
    if (json instanceof Map) {
      throw new PgException("22023", "cannot delete from object using integer index");
    }
    if (!(json instanceof List<?> list)) {
      throw new PgException("22023", "cannot delete from scalar");
    }
    List<@Nullable Object> copy = Json.copy(list);
    int at = index < 0 ? copy.size() + index : index;
    if (at >= 0 && at < copy.size()) {
      copy.remove(at);
    }
    return copy;
  }

  static @Nullable Object deletePath(@Nullable Object json, List<@Nullable String> path) {
    if (!(json instanceof Map) && !(json instanceof List)) {
      throw new PgException("22023", "cannot delete path in scalar");
    }
    return change(json, path, 0, null, true, false);
  }

  static @Nullable Object set(
      @Nullable Object json, List<@Nullable String> path, @Nullable Object value, boolean create) {
    if (!(json instanceof Map) && !(json instanceof List)) {
      throw new PgException("22023", "cannot set path in scalar");
    }
    return path.isEmpty() ? json : change(json, path, 0, value, false, create);
  }

  private static @Nullable Object change(
      @Nullable Object json,
      List<@Nullable String> path,
      int depth,
      @Nullable Object value,
      boolean delete,
      boolean create) {
    if (depth == path.size()) {
      return json;
    }
    String step = path.get(depth);
    if (step == null) {
      throw new PgException("22004", "path element at position " + (depth + 1) + " is null");
    }
    boolean last = depth == path.size() - 1;
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = copy(map);
      if (last && delete) {
        copy.remove(step);
      } else if (last) {
        if (create || copy.containsKey(step)) {
          copy.put(step, value);
        }
      } else if (copy.containsKey(step)) {
        copy.put(step, change(copy.get(step), path, depth + 1, value, delete, create));
      }
      return copy;
    }
    if (json instanceof List<?> list) {
      return changeList(Json.copy(list), step, path, depth, value, delete, create);
    }
    return json;
  }

  private static Object changeList(
      List<@Nullable Object> copy,
      String step,
      List<@Nullable String> path,
      int depth,
      @Nullable Object value,
      boolean delete,
      boolean create) {
    int index = JsonPosition.require(step, depth);
    int at = index < 0 ? copy.size() + index : index;
    boolean last = depth == path.size() - 1;
    if (at < 0 || at >= copy.size()) {
      if (last && !delete && create) {
        copy.add(at < 0 ? 0 : copy.size(), value);
      }
    } else if (last && delete) {
      copy.remove(at);
    } else {
      copy.set(at, last ? value : change(copy.get(at), path, depth + 1, value, delete, create));
    }
    return copy;
  }

  private static String assign(Args a) {
    Object json = a.isNull(0) ? (a.bool(3) ? List.of() : Map.of()) : a.json(0);
    Object value = a.isNull(2) ? null : a.json(2);
    return Json.text(JsonAssigning.assign(json, PgArrays.parse(a.text(1)), value));
  }

  private static @Nullable Object strip(@Nullable Object json, boolean arrays) {
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = copy(map);
      copy.values().removeIf(Objects::isNull);
      copy.replaceAll((key, value) -> strip(value, arrays));
      return copy;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> copy = Json.copy(list);
      copy.removeIf(value -> arrays && value == null);
      copy.replaceAll(value -> strip(value, arrays));
      return copy;
    }
    return json;
  }
}
