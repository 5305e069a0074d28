// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.JSONPATH;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.Path;
import io.hivedb.sqlite.internal.sql.path.PathHost;
import io.hivedb.sqlite.internal.sql.path.PathQueries;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of SQL/JSON paths. */
final class JsonPathFunctions implements PathHost {

  private static final PathHost HOST = new JsonPathFunctions();
  private static final int CACHED = 200;

  private static final Map<String, Path> PATHS =
      Collections.synchronizedMap(
          new LinkedHashMap<String, Path>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Path> eldest) {
              return size() > CACHED;
            }
          });

  private JsonPathFunctions() {}

  static void register(Registry registry) {
    optional(registry, "jsonb_path_exists", BOOL, a -> exists(a, silent(a)));
    optional(registry, "jsonb_path_match", BOOL, a -> match(a, silent(a)));
    optional(registry, "jsonb_path_query_first", JSONB, JsonPathFunctions::first);
    optional(registry, "jsonb_path_query_array", JSONB, JsonPathFunctions::array);
    registry.operator("@?", "pg_path_exists", BOOL, a -> exists(a, true), JSONB, JSONPATH);
    registry.operator("@@", "pg_path_match", BOOL, a -> match(a, true), JSONB, JSONPATH);
    SqlJsonFunctions.register(registry, HOST);
    registry.internal("pg_path_query", true, JsonPathFunctions::texts);
    registry.function(
        "jsonb_path_query",
        JSONB,
        Signature.Kind.SET,
        "pg_path_query({0}, {1}, {2}, {3})",
        2,
        JSONB,
        JSONPATH,
        JSONB,
        BOOL);
  }

  private static void optional(Registry registry, String name, PgType result, JavaFunction body) {
    registry.optional(name, result, 2, body, JSONB, JSONPATH, JSONB, BOOL);
  }

  private static Path path(Args a) {
    return PATHS.computeIfAbsent(a.text(1), Path::parse);
  }

  private static @Nullable Object variables(Args a) {
    return a.size() > 2 ? a.json(2) : Map.of();
  }

  private static boolean silent(Args a) {
    return a.size() > 3 && a.bool(3);
  }

  private static @Nullable Object exists(Args a, boolean silent) {
    return PathQueries.exists(path(a), HOST, a.json(0), variables(a), silent);
  }

  private static @Nullable Object match(Args a, boolean silent) {
    return PathQueries.match(path(a), HOST, a.json(0), variables(a), silent);
  }

  private static List<@Nullable Object> found(Args a) {
    List<@Nullable Object> found =
        PathQueries.find(path(a), HOST, a.json(0), variables(a), silent(a));
    return found == null ? new ArrayList<>() : found;
  }

  private static @Nullable Object first(Args a) {
    List<@Nullable Object> found = found(a);
    return found.isEmpty() ? null : Json.text(found.get(0));
  }

  private static Object array(Args a) {
    return Json.text(found(a));
  }

  private static Object texts(Args a) {
    List<@Nullable Object> found = found(a);
    found.replaceAll(Json::text);
    return Json.text(found);
  }

  @Override
  public BigDecimal calculate(String operator, BigDecimal left, BigDecimal right) {
    return NumericFunctions.calculate(operator, left, right);
  }

  @Override
  public boolean matches(String text, String regex, String flags) {
    boolean plain = flags.isEmpty() || flags.equals("i");
    if (!plain || text.indexOf('\n') >= 0) {
      throw PgException.unsupported("like_regex of a JSON path with these flags or line ends");
    }
    return Regex.of(regex, flags).finds(text);
  }

  @Override
  public BigDecimal ofDouble(String text) {
    BigDecimal exact = new BigDecimal(Floats.parseDouble(text));
    return Numerics.parse(exact.round(new MathContext(15)).stripTrailingZeros().toPlainString());
  }
}
