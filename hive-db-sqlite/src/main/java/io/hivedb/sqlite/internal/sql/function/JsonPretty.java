// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.type.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** jsonb_pretty. */
final class JsonPretty {

  private JsonPretty() {}

  static String print(@Nullable Object json) {
    StringBuilder out = new StringBuilder();
    write(json, 0, out);
    return out.toString();
  }

  private static void write(@Nullable Object json, int depth, StringBuilder out) {
    String indent = "\n" + "    ".repeat(depth + 1);
    if (json instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator)
            .append(indent)
            .append(JsonString.quote(String.valueOf(entry.getKey())))
            .append(": ");
        write(entry.getValue(), depth + 1, out);
        separator = ",";
      }
      out.append(map.isEmpty() ? "{" : "").append('\n').append("    ".repeat(depth)).append('}');
    } else if (json instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator).append(indent);
        write(element, depth + 1, out);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[" : "").append('\n').append("    ".repeat(depth)).append(']');
    } else {
      out.append(Json.text(json));
    }
  }
}
