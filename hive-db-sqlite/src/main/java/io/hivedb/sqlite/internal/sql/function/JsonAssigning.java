// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Assignment to a part of a jsonb (jsonb_set_element of jsonfuncs.c): what is missing is made. */
final class JsonAssigning {

  private final List<@Nullable String> path;
  private final @Nullable Object value;

  private JsonAssigning(List<@Nullable String> path, @Nullable Object value) {
    this.path = path;
    this.value = value;
  }

  /** The document with a value at a path. */
  static @Nullable Object assign(
      @Nullable Object json, List<@Nullable String> path, @Nullable Object value) {
    if (path.contains(null)) {
      throw new PgException("22004", "jsonb subscript in assignment must not be null");
    }
    return new JsonAssigning(path, value).at(json, 0);
  }

  private String step(int depth) {
    return String.valueOf(path.get(depth));
  }

  private @Nullable Object at(@Nullable Object json, int depth) {
    if (depth == path.size()) {
      return value;
    }
    if (json instanceof Map<?, ?> map) {
      return inObject(map, depth);
    }
    if (json instanceof List<?> list) {
      return inArray(Json.copy(list), depth);
    }
    throw new PgException("22023", "cannot replace existing key")
        .detail("The path assumes key is a composite object, but it is a scalar value.");
  }

  private Object inObject(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = object();
    map.forEach((key, member) -> copy.put(String.valueOf(key), member));
    String key = step(depth);
    copy.put(key, copy.containsKey(key) ? at(copy.get(key), depth + 1) : made(depth + 1));
    return copy;
  }

  private Object inArray(List<@Nullable Object> copy, int depth) {
    int index = JsonPosition.require(step(depth), depth);
    if (index < 0 && -(long) index > copy.size()) {
      throw new PgException(
          "22023", "path element at position " + (depth + 1) + " is out of range: " + index);
    }
    int position = index < 0 ? copy.size() + index : index;
    if (position < copy.size()) {
      copy.set(position, at(copy.get(position), depth + 1));
    } else {
      fill(copy, position);
      copy.add(made(depth + 1));
    }
    return copy;
  }

  /** What stands below a place that there was not. */
  private @Nullable Object made(int depth) {
    if (depth == path.size()) {
      return value;
    }
    Integer index = JsonPosition.parse(step(depth));
    if (index == null) {
      Map<String, @Nullable Object> object = object();
      object.put(step(depth), made(depth + 1));
      return object;
    }
    List<@Nullable Object> list = new ArrayList<>();
    fill(list, index);
    list.add(made(depth + 1));
    return list;
  }

  private static Map<String, @Nullable Object> object() {
    return new TreeMap<>(Json.KEYS);
  }

  private static void fill(List<@Nullable Object> list, int size) {
    if (size > 1_000_000) {
      throw PgException.unsupported("a jsonb array of so many elements");
    }
    while (list.size() < size) {
      list.add(null);
    }
  }
}
