// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that take any number of arguments, or the text of anything. */
final class VariadicCalls {

  private static final Set<String> PATHS =
      Set.of(
          "jsonb_extract_path",
          "jsonb_extract_path_text",
          "json_extract_path",
          "json_extract_path_text");

  private final Resolver resolver;

  VariadicCalls(Resolver resolver) {
    this.resolver = resolver;
  }

  @Nullable Typed call(String name, Expr.Call call, Scope scope) {
    if (PATHS.contains(name) && call.arguments().size() >= 2) {
      return path(name, call, scope);
    }
    boolean quoted = name.equals("quote_literal") || name.equals("quote_nullable");
    if (quoted && call.arguments().size() == 1 && call.options().plain()) {
      return quoted(name, call, scope);
    }
    return null;
  }

  private Typed path(String name, Expr.Call call, Scope scope) {
    boolean binary = name.startsWith("jsonb");
    boolean text = name.endsWith("text");
    List<Typed> arguments = resolver.resolve(call.arguments(), scope);
    Typed json = resolver.casts().implicit(arguments.get(0), binary ? JSONB : JSON);
    String path;
    if (call.options().variadic()) {
      if (arguments.size() != 2) {
        throw PgException.unsupported("VARIADIC beside other arguments").at(call.position());
      }
      path = resolver.casts().implicit(arguments.get(1), Types.array(TEXT)).sql();
    } else {
      StringBuilder array = new StringBuilder("pg_array_make(").append(TEXT.oid());
      for (Typed step : arguments.subList(1, arguments.size())) {
        array.append(", ").append(resolver.casts().implicit(step, TEXT).sql());
      }
      path = array.append(')').toString();
    }
    String function = (binary ? "pg_jsonb_" : "pg_json_") + (text ? "text_path(" : "path(");
    PgType type = text ? TEXT : binary ? JSONB : JSON;
    return Typed.of(function + json.sql() + ", " + path + ")", type, call.position());
  }

  private @Nullable Typed quoted(String name, Expr.Call call, Scope scope) {
    Typed value = resolver.resolve(call.arguments().get(0), scope);
    PgType type = value.type();
    if (value.isUnknown() || type.category() == 'S' || type.category() == 'P') {
      return null;
    }
    String text = resolver.casts().conversions().toText(value.sql(), type);
    return Typed.of("pg_" + name + "(" + text + ")", TEXT, call.position());
  }
}
