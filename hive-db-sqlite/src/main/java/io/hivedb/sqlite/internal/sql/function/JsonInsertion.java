// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** jsonb_insert: a new element before or after one of an array, or a new key of an object. */
final class JsonInsertion {

  private final List<@Nullable String> path;
  private final @Nullable Object value;
  private final boolean after;

  private JsonInsertion(List<@Nullable String> path, @Nullable Object value, boolean after) {
    this.path = path;
    this.value = value;
    this.after = after;
  }

  static String insert(Args a, boolean after) {
    Object json = a.json(0);
    List<@Nullable String> path = PgArrays.parse(a.text(1));
    if (!(json instanceof Map) && !(json instanceof List)) {
      throw new PgException("22023", "cannot set path in scalar");
    }
    return Json.text(
        path.isEmpty() ? json : new JsonInsertion(path, a.json(2), after).into(json, 0));
  }

  private @Nullable Object into(@Nullable Object json, int depth) {
    String step = path.get(depth);
    if (step == null) {
      throw new PgException("22004", "path element at position " + (depth + 1) + " is null");
    }
    if (json instanceof Map<?, ?> map) {
      return intoObject(map, step, depth);
    }
    return json instanceof List<?> list ? intoList(Json.copy(list), step, depth) : json;
  }

  private boolean isLast(int depth) {
    return depth == path.size() - 1;
  }

  private Object intoObject(Map<?, ?> map, String step, int depth) {
    Map<String, @Nullable Object> copy = new TreeMap<>(Json.KEYS);
    map.forEach((key, old) -> copy.put(String.valueOf(key), old));
    boolean known = copy.containsKey(step);
    if (isLast(depth) && known) {
      throw new PgException("22023", "cannot replace existing key")
          .hint("Try using the function jsonb_set to replace key value.");
    }
    if (isLast(depth)) {
      copy.put(step, value);
    } else if (known) {
      copy.put(step, into(copy.get(step), depth + 1));
    }
    return copy;
  }

  private Object intoList(List<@Nullable Object> copy, String step, int depth) {
    int index = JsonPosition.require(step, depth);
    int at = index < 0 ? copy.size() + index : index;
    boolean inside = at >= 0 && at < copy.size();
    if (!isLast(depth)) {
      if (inside) {
        copy.set(at, into(copy.get(at), depth + 1));
      }
    } else if (inside) {
      copy.add(after ? at + 1 : at, value);
    } else {
      copy.add(at < 0 ? 0 : copy.size(), value);
    }
    return copy;
  }
}
