// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions whose answer depends on the types of their arguments. */
final class TypeCalls {

  private final Resolver resolver;

  TypeCalls(Resolver resolver) {
    this.resolver = resolver;
  }

  @Nullable Typed call(String name, Expr.Call call, Scope scope) {
    int count = call.arguments().size();
    if (!call.options().plain()) {
      return null;
    }
    return switch (name) {
      case "pg_typeof" -> count == 1 ? typeOf(call, scope) : null;
      case "num_nulls", "num_nonnulls" -> count == 0 ? null : nulls(name, call, scope);
      case "enum_first", "enum_last" -> count == 1 ? enumCall(name, call, scope) : null;
      case "enum_range" -> count == 1 || count == 2 ? enumCall(name, call, scope) : null;
      default -> null;
    };
  }

  private Typed typeOf(Expr.Call call, Scope scope) {
    Catalog catalog = resolver.context().catalog();
    if (!catalog.domains().isEmpty()) {
      throw PgException.unsupported("pg_typeof where there are domains").at(call.position());
    }
    Typed value = resolver.resolve(call.arguments().get(0), scope);
    String name = Names.literal(TypeTexts.of(catalog, resolver.context().path(), value.type(), -1));
    // The argument stays, so that an aggregate in it still makes one row of many.
    String sql =
        value.isUnknown()
            ? name
            : "(CASE WHEN " + value.sql() + " IS NULL THEN " + name + " ELSE " + name + " END)";
    if (value.parameter() > 0) {
      throw PgException.unsupported("pg_typeof of a parameter").at(call.position());
    }
    return Typed.of(sql, Types.REGTYPE, call.position());
  }

  private Typed nulls(String name, Expr.Call call, Scope scope) {
    StringBuilder sql = new StringBuilder("(");
    for (Expr argument : call.arguments()) {
      Typed value = resolver.casts().settle(resolver.resolve(argument, scope));
      sql.append(sql.length() == 1 ? "(" : " + (")
          .append(value.sql())
          .append(name.equals("num_nulls") ? " IS NULL)" : " IS NOT NULL)");
    }
    return Typed.of(sql + ")", Types.INT4, call.position());
  }

  private Typed enumCall(String name, Expr.Call call, Scope scope) {
    List<Typed> arguments = resolver.resolve(call.arguments(), scope);
    PgType type = Types.UNKNOWN;
    for (Typed argument : arguments) {
      type = argument.isUnknown() ? type : argument.type();
    }
    if (type.equals(Types.UNKNOWN)) {
      throw new PgException(
              "42883", "function " + Calls.shownCall(name, arguments) + " does not exist")
          .at(call.position());
    }
    if (type.category() != 'E') {
      throw new PgException(
              "42883", "function " + Calls.shownCall(name, arguments) + " does not exist")
          .at(call.position());
    }
    List<String> labels =
        Objects.requireNonNull(resolver.context().catalog().enumOf(type)).labels();
    if (name.equals("enum_range")) {
      return range(arguments, type, labels, call.position());
    }
    if (labels.isEmpty()) {
      throw new PgException("55000", "enum " + type.name() + " contains no values");
    }
    String label = labels.get(name.equals("enum_first") ? 0 : labels.size() - 1);
    return Typed.of(Names.literal(label), type, call.position());
  }

  private Typed range(List<Typed> arguments, PgType type, List<String> labels, int position) {
    StringBuilder sql = new StringBuilder("pg_enum_range(");
    for (int i = 0; i < 2; i++) {
      String bound =
          arguments.size() == 2 ? resolver.casts().implicit(arguments.get(i), type).sql() : "NULL";
      sql.append(i == 0 ? "" : ", ").append(bound);
    }
    labels.forEach(label -> sql.append(", ").append(Names.literal(label)));
    return Typed.of(sql + ")", Types.array(type), position);
  }
}
