// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.path.Path;
import io.hivedb.sqlite.internal.sql.path.PathHost;
import io.hivedb.sqlite.internal.sql.path.PathQueries;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON_VALUE, JSON_QUERY, JSON_EXISTS, and the columns of JSON_TABLE, which are the same. */
final class SqlJsonFunctions {

  /** How many arguments describe what is wanted. */
  private static final int WANTED = 8;

  private final PathHost host;

  private SqlJsonFunctions(PathHost host) {
    this.host = host;
  }

  static void register(Registry registry, PathHost host) {
    SqlJsonFunctions functions = new SqlJsonFunctions(host);
    registry.internal("pg_sql_json", false, functions::one);
    registry.internal("pg_sql_json_table", false, functions::table);
    registry.internal("pg_is_json", false, SqlJsonFunctions::isJson);
    registry.internal("pg_json_present", false, SqlJsonFunctions::present);
  }

  private @Nullable Object one(Args a) {
    return a.isNull(0) ? null : new Wanted(a, 2).of(a.json(0), a.json(1));
  }

  private Object table(Args a) {
    List<@Nullable Object> rows = new ArrayList<>();
    if (a.isNull(0)) {
      return Json.text(rows);
    }
    List<@Nullable Object> items =
        PathQueries.find(Path.parse(a.text(2)), host, a.json(0), a.json(1), true);
    for (Object item : items == null ? List.of() : items) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 3; i < a.size(); i += WANTED) {
        Wanted wanted = new Wanted(a, i);
        Object value =
            wanted.kind.equals("ordinality")
                ? (Object) (rows.size() + 1L)
                : wanted.of(item, a.json(1));
        row.add(value == null ? null : SetFunctions.encoded(wanted.type, wanted.type.text(value)));
      }
      rows.add(row);
    }
    return Json.text(rows);
  }

  private static @Nullable Object isJson(Args a) {
    if (a.isNull(0)) {
      return null;
    }
    Object json;
    try {
      json = Json.parse(a.text(0));
    } catch (PgException e) {
      return false;
    }
    boolean structure = json instanceof Map || json instanceof List;
    return switch (a.text(1)) {
      case "object" -> json instanceof Map;
      case "array" -> json instanceof List;
      case "scalar" -> !structure;
      default -> true;
    };
  }

  /** An object or array of json texts without those that are null. */
  private static Object present(Args a) {
    boolean object = a.text(0).equals("object");
    StringBuilder out = new StringBuilder(object ? "{" : "[");
    for (int i = 1; i < a.size(); i += object ? 2 : 1) {
      int value = object ? i + 1 : i;
      if (object && a.isNull(i)) {
        throw new PgException("22004", "null value not allowed for object key");
      }
      if (!a.isNull(value)) {
        out.append(out.length() > 1 ? ", " : "");
        out.append(object ? JsonString.quote(a.text(i)) + " : " : "").append(a.text(value));
      }
    }
    return out.append(object ? "}" : "]").toString();
  }

  /** What is wanted of an item. */
  private final class Wanted {
    private final String kind;
    private final PgType type;
    private final Path path;
    private final String wrapper;
    private final String onEmpty;
    private final @Nullable String emptyText;
    private final String onError;
    private final @Nullable String errorText;

    Wanted(Args a, int at) {
      this.kind = a.text(at);
      this.type = Objects.requireNonNull(Types.byOid(a.small(at + 1)));
      this.path = Path.parse(a.text(at + 2));
      this.wrapper = a.text(at + 3);
      this.onEmpty = a.text(at + 4);
      this.emptyText = a.isNull(at + 5) ? null : a.text(at + 5);
      this.onError = a.text(at + 6);
      this.errorText = a.isNull(at + 7) ? null : a.text(at + 7);
    }

    @Nullable Object of(@Nullable Object json, @Nullable Object variables) {
      if (kind.equals("exists")) {
        return exists(json, variables);
      }
      List<@Nullable Object> items = PathQueries.find(path, host, json, variables, true);
      if (items == null) {
        if (onError.equals("error")) {
          PathQueries.find(path, host, json, variables, false);
        }
        return otherwise(onError, errorText);
      }
      if (items.isEmpty()) {
        return empty();
      }
      try {
        return kind.equals("query") ? query(items) : value(items);
      } catch (PgException e) {
        if (onError.equals("error")) {
          throw e;
        }
        return otherwise(onError, errorText);
      }
    }

    private @Nullable Object empty() {
      if (!onEmpty.equals("error")) {
        return otherwise(onEmpty, emptyText);
      }
      if (onError.equals("error") || onError.equals("unset")) {
        throw new PgException("22035", "no SQL/JSON item found for specified path");
      }
      throw PgException.unsupported("ERROR ON EMPTY beside this ON ERROR");
    }

    private @Nullable Object otherwise(String behaviour, @Nullable String text) {
      return behaviour.equals("default") ? type.read(Objects.requireNonNull(text)) : null;
    }

    private @Nullable Object exists(@Nullable Object json, @Nullable Object variables) {
      Boolean found = PathQueries.exists(path, host, json, variables, true);
      if (found == null && onError.equals("error")) {
        PathQueries.exists(path, host, json, variables, false);
      }
      if (found == null) {
        return onError.equals("true")
            ? (Object) 1L
            : onError.equals("unknown") ? null : (Object) 0L;
      }
      return found ? 1L : 0L;
    }

    private @Nullable Object query(List<@Nullable Object> items) {
      boolean wraps =
          wrapper.equals("unconditional") || (wrapper.equals("conditional") && items.size() > 1);
      if (items.size() > 1 && !wraps) {
        throw new PgException(
                "22034",
                "JSON path expression in JSON_QUERY must return single item when no wrapper is"
                    + " requested")
            .hint("Use the WITH WRAPPER clause to wrap SQL/JSON items into an array.");
      }
      return Json.text(wraps ? items : items.get(0));
    }

    private @Nullable Object value(List<@Nullable Object> items) {
      if (type.equals(Types.JSON) || type.equals(Types.JSONB)) {
        return query(items);
      }
      String problem = "JSON path expression in JSON_VALUE must return single scalar item";
      if (items.size() > 1) {
        throw new PgException("22034", problem);
      }
      Object item = items.get(0);
      if (item instanceof Map || item instanceof List) {
        throw new PgException("2203F", problem);
      }
      if (item == null) {
        return null;
      }
      String text =
          item instanceof Boolean bool
              ? bool ? "t" : "f"
              : item instanceof BigDecimal ? Json.text(item) : item.toString();
      Object read = type.read(text);
      return read instanceof Boolean bool ? (Object) (bool ? 1L : 0L) : read;
    }
  }
}
