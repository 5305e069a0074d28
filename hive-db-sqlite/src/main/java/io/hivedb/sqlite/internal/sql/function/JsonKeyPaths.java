// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths of keys into json, and changes of jsonb to null. */
final class JsonKeyPaths {

  private JsonKeyPaths() {}

  static void register(Registry registry) {
    PgType path = Types.array(TEXT);
    registry.operator("#>", "pg_json_path", JSON, a -> raw(a.text(0), a.text(1)), JSON, path);
    registry.operator(
        "#>>",
        "pg_json_text_path",
        TEXT,
        a -> JsonFunctions.rawText(raw(a.text(0), a.text(1))),
        JSON,
        path);
    registry.internal("pg_jsonb_set_lax", false, JsonKeyPaths::setLax);
    registry.function(
        "jsonb_set_lax",
        JSONB,
        Signature.Kind.SCALAR,
        "pg_jsonb_set_lax({0}, {1}, {2}, {3}, {4})",
        3,
        JSONB,
        path,
        JSONB,
        BOOL,
        TEXT);
  }

  /** Where a key occurs more than once, the last of its values in which the path goes on counts. */
  private static @Nullable String raw(String json, String path) {
    return raw(json.strip(), PgArrays.parse(path));
  }

  private static @Nullable String raw(@Nullable String value, List<@Nullable String> path) {
    if (path.isEmpty() || value == null) {
      return value;
    }
    String step = path.get(0);
    if (step == null) {
      return null;
    }
    List<@Nullable String> rest = path.subList(1, path.size());
    List<Map.Entry<String, String>> members = Json.rawPairs(value);
    if (members == null) {
      return raw(element(Json.rawElements(value), step), rest);
    }
    String found = null;
    for (Map.Entry<String, String> member : members) {
      String inside = member.getKey().equals(step) ? raw(member.getValue(), rest) : null;
      found = inside == null ? found : inside;
    }
    return found;
  }

  private static @Nullable String element(@Nullable List<String> elements, String step) {
    Integer index = elements == null ? null : JsonPosition.parse(step);
    if (index == null || elements == null) {
      return null;
    }
    int at = index < 0 ? elements.size() + index : index;
    return at >= 0 && at < elements.size() ? elements.get(at) : null;
  }

  private static @Nullable Object setLax(Args a) {
    boolean create = a.size() < 4 || a.isNull(3) || a.bool(3);
    if (a.isNull(0) || a.isNull(1) || (a.size() > 3 && a.isNull(3))) {
      return null;
    }
    if (a.size() > 4 && a.isNull(4)) {
      throw new PgException(
          "22023",
          "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or"
              + " \"raise_exception\"");
    }
    List<@Nullable String> path = PgArrays.parse(a.text(1));
    if (!a.isNull(2)) {
      return Json.text(JsonEditing.set(a.json(0), path, a.json(2), create));
    }
    return switch (a.size() > 4 ? a.text(4) : "use_json_null") {
      case "use_json_null" -> Json.text(JsonEditing.set(a.json(0), path, null, create));
      case "delete_key" -> Json.text(JsonEditing.deletePath(a.json(0), path));
      case "return_target" -> a.text(0);
      case "raise_exception" ->
          throw new PgException("22004", "JSON value must not be null")
              .detail("Exception was raised because null_value_treatment is \"raise_exception\".")
              .hint(
                  "To avoid, either change the null_value_treatment argument or ensure that an SQL"
                      + " NULL is not passed.");
      default ->
          throw new PgException(
              "22023",
              "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\","
                  + " or \"raise_exception\"");
    };
  }
}
