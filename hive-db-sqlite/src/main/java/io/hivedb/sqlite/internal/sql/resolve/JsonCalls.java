// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import org.jspecify.annotations.Nullable;

/** The functions that make json of anything. */
final class JsonCalls {

  private final Resolver resolver;

  JsonCalls(Resolver resolver) {
    this.resolver = resolver;
  }

  @Nullable Typed call(String name, Expr.Call call, Scope scope) {
    boolean binary = name.startsWith("jsonb") || name.equals("to_jsonb");
    PgType type = binary ? JSONB : JSON;
    switch (name) {
      case "to_json", "to_jsonb", "row_to_json", "array_to_json" -> {
        if (call.arguments().size() != 1 || isNoArray(name, call, scope)) {
          return null;
        }
        String value = toJson(call.arguments().get(0), binary, scope);
        return Typed.of(nullAware(call.arguments().get(0), value, scope), type, call.position());
      }
      case "jsonb_build_object", "json_build_object" -> {
        return Typed.of(
            (binary ? "pg_jsonb_object(" : "pg_json_object(") + pairs(call, binary, scope) + ")",
            type,
            call.position());
      }
      case "jsonb_build_array", "json_build_array" -> {
        StringBuilder list = new StringBuilder();
        for (Expr argument : call.arguments()) {
          list.append(list.isEmpty() ? "" : ", ").append(toJson(argument, binary, scope));
        }
        return Typed.of(
            (binary ? "pg_jsonb_array(" : "pg_json_array(") + list + ")", type, call.position());
      }
      default -> {
        return null;
      }
    }
  }

  private boolean isNoArray(String name, Expr.Call call, Scope scope) {
    return name.equals("array_to_json")
        && !resolver.resolve(call.arguments().get(0), scope).type().isArray();
  }

  /** to_jsonb(NULL) is null, in contrast to a null inside of an array. */
  private String nullAware(Expr argument, String json, Scope scope) {
    if (argument instanceof Expr.Row || row(argument, scope) != null) {
      return json;
    }
    Typed value = resolver.casts().settle(resolver.resolve(argument, scope));
    return "(CASE WHEN " + value.sql() + " IS NOT NULL THEN " + json + " END)";
  }

  private String pairs(Expr.Call call, boolean binary, Scope scope) {
    if (call.arguments().size() % 2 != 0) {
      throw new PgException("22023", "argument list must have even number of elements")
          .hint(
              "The arguments of "
                  + call.name()
                  + "() must consist of alternating keys and values.");
    }
    if (call.options().variadic()) {
      throw PgException.unsupported("VARIADIC").at(call.position());
    }
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < call.arguments().size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      if (i % 2 == 0) {
        Typed key = resolver.casts().settle(resolver.resolve(call.arguments().get(i), scope));
        sql.append(CastSql.output(key.sql(), key.type()));
      } else {
        sql.append(toJson(call.arguments().get(i), binary, scope));
      }
    }
    return sql.toString();
  }

  /** Whether a value is a row or an array. */
  boolean isStructured(Expr argument, Scope scope) {
    return argument instanceof Expr.Row
        || row(argument, scope) != null
        || resolver.resolve(argument, scope).type().isArray();
  }

  /** The JSON text of a value; {@code null} becomes JSON's. */
  String toJson(Expr argument, boolean binary, Scope scope) {
    Scope.Source row = row(argument, scope);
    if (row != null) {
      return row(row, binary);
    }
    if (argument instanceof Expr.Row values) {
      return row(values, binary, scope);
    }
    Typed value = resolver.casts().settle(resolver.resolve(argument, scope));
    return toJson(value, binary);
  }

  /** The fields of a row that is written out are named by their places. */
  private String row(Expr.Row row, boolean binary, Scope scope) {
    StringBuilder sql = new StringBuilder(binary ? "pg_jsonb_object(" : "pg_json_row(");
    for (int i = 0; i < row.fields().size(); i++) {
      Expr field = row.fields().get(i);
      if (field instanceof Expr.Star) {
        throw PgException.unsupported("json of a row value of all columns").at(row.position());
      }
      sql.append(i == 0 ? "'f" : ", 'f")
          .append(i + 1)
          .append("', ")
          .append(toJson(field, binary, scope));
    }
    return sql.append(')').toString();
  }

  static String toJson(Typed value, boolean binary) {
    PgType type = value.type();
    PgType element = type.element();
    boolean nested = element != null && (element.equals(JSON) || element.category() == 'E');
    if (type.category() == 'P' || nested) {
      throw PgException.unsupported("json of type " + type.sqlName()).at(value.position());
    }
    int oid = type.category() == 'E' || isVector(type) ? TEXT.oid() : type.oid();
    String sql = isVector(type) ? CastSql.output(value.sql(), type) : value.sql();
    return (binary ? "pg_to_jsonb(" : "pg_to_json(") + oid + ", " + sql + ")";
  }

  private static Scope.@Nullable Source row(Expr argument, Scope scope) {
    boolean name = argument instanceof Expr.ColumnRef ref && ref.names().size() == 1;
    if (!name) {
      return null;
    }
    String last = ((Expr.ColumnRef) argument).last();
    boolean column =
        scope.sources().stream()
            .anyMatch(s -> s.items().stream().anyMatch(i -> i.name().equals(last)));
    return column ? null : scope.source(last);
  }

  private static String row(Scope.Source source, boolean binary) {
    StringBuilder sql = new StringBuilder(binary ? "pg_jsonb_object(" : "pg_json_row(");
    String separator = "";
    for (Scope.Item item : source.items()) {
      Typed value = Typed.of(item.sql(), item.type(), 0);
      sql.append(separator)
          .append(Names.literal(item.name()))
          .append(", ")
          .append(toJson(value, binary));
      separator = ", ";
    }
    return sql.append(')').toString();
  }
}
