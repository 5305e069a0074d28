// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of SQL/JSON paths that only walks: members and array elements, in lax mode. */
final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_]\\w*)|\\.\"([^\"\\\\]*)\"|\\[(\\d{1,9}|\\*)\\]");

  private JsonPath() {}

  static List<@Nullable Object> find(@Nullable Object json, String path) {
    String text = path.strip();
    if (!text.startsWith("$")) {
      throw PgException.unsupported("the JSON path \"" + path + "\"");
    }
    List<@Nullable Object> values = new ArrayList<>();
    values.add(json);
    Matcher step = STEP.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!step.find(at) || step.start() != at) {
        throw PgException.unsupported("the JSON path \"" + path + "\"");
      }
      String member = step.group(1) != null ? step.group(1) : step.group(2);
      values = member != null ? members(values, member) : elements(values, step.group(3));
      at = step.end();
    }
    return values;
  }

  private static List<@Nullable Object> members(List<@Nullable Object> values, String name) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object value : values) {
      List<?> candidates =
          value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
      for (Object candidate : candidates) {
        if (candidate instanceof Map<?, ?> map && map.containsKey(name)) {
          found.add(map.get(name));
        }
      }
    }
    return found;
  }

  private static List<@Nullable Object> elements(List<@Nullable Object> values, String index) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object value : values) {
      List<?> list = value instanceof List<?> l ? l : java.util.Collections.singletonList(value);
      if (index.equals("*")) {
        found.addAll(list);
      } else if (Integer.parseInt(index) < list.size()) {
        found.add(list.get(Integer.parseInt(index)));
      }
    }
    return found;
  }
}
