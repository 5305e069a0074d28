// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.type.Json;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** json_strip_nulls: members of one name all stay, as do the digits of numbers. */
final class JsonStripping {

  private JsonStripping() {}

  /** The text without members that are null and, if asked, elements that are. */
  static String strip(String json, boolean arrays) {
    List<Map.Entry<String, String>> members = Json.rawPairs(json);
    if (members != null) {
      StringJoiner object = new StringJoiner(",", "{", "}");
      for (Map.Entry<String, String> member : members) {
        if (!isNull(member.getValue())) {
          object.add(JsonString.quote(member.getKey()) + ":" + strip(member.getValue(), arrays));
        }
      }
      return object.toString();
    }
    List<String> elements = Json.rawElements(json);
    if (elements == null) {
      return Json.parse(json) instanceof String text ? JsonString.quote(text) : json.strip();
    }
    StringJoiner array = new StringJoiner(",", "[", "]");
    for (String element : elements) {
      if (!arrays || !isNull(element)) {
        array.add(strip(element, arrays));
      }
    }
    return array.toString();
  }

  private static boolean isNull(String json) {
    return json.strip().equals("null");
  }
}
