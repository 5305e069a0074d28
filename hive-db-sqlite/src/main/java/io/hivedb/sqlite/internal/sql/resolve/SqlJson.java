// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.JsonColumn;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constructors and queries of SQL/JSON. */
final class SqlJson {

  private final Resolver resolver;

  SqlJson(Resolver resolver) {
    this.resolver = resolver;
  }

  /** A value, if the expression is of SQL/JSON. */
  @Nullable Typed resolve(Expr expr, Scope scope) {
    if (expr instanceof Expr.JsonConstructor constructor) {
      return constructor(constructor, scope);
    }
    if (expr instanceof Expr.IsJson test) {
      return isJson(test, scope);
    }
    return expr instanceof Expr.JsonQuery query ? query(query, scope) : null;
  }

  private Typed constructor(Expr.JsonConstructor expr, Scope scope) {
    if (expr.name().equals("json_scalar")) {
      return scalar(expr, scope);
    }
    boolean object = expr.name().equals("json_object");
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < expr.values().size(); i++) {
      sql.append(i == 0 && !expr.absentOnNull() ? "" : ", ");
      Expr value = expr.values().get(i);
      if (object && i % 2 == 0) {
        Typed key = resolver.casts().settle(resolver.resolve(value, scope));
        sql.append(CastSql.output(key.sql(), key.type()));
      } else {
        refuseBinary(value, scope);
        String json = resolver.jsonCalls().toJson(value, false, scope);
        sql.append(expr.absentOnNull() ? orNull(value, json, scope) : json);
      }
    }
    String function = object ? "pg_json_object(" : "pg_json_array(";
    if (expr.absentOnNull()) {
      function = "pg_json_present('" + (object ? "object" : "array") + "'";
    }
    return Typed.of(unfolded(function + sql + ")"), JSON, expr.position());
  }

  /** PostgreSQL computes an expression of SQL/JSON when it is reached, also one of constants. */
  private String unfolded(String sql) {
    return resolver.context().constants().unfolded(sql);
  }

  /** Beside jsonb the result is jsonb. */
  private void refuseBinary(Expr value, Scope scope) {
    boolean structured = resolver.jsonCalls().isStructured(value, scope);
    if (!structured && resolver.resolve(value, scope).type().equals(JSONB)) {
      throw PgException.unsupported("a constructor of SQL/JSON of jsonb").at(value.position());
    }
  }

  String orNull(Expr value, String json, Scope scope) {
    Typed given = resolver.casts().settle(resolver.resolve(value, scope));
    return "(CASE WHEN " + given.sql() + " IS NOT NULL THEN " + json + " END)";
  }

  private Typed scalar(Expr.JsonConstructor expr, Scope scope) {
    Expr value = expr.values().get(0);
    if (resolver.jsonCalls().isStructured(value, scope)) {
      throw PgException.unsupported("JSON_SCALAR of this value").at(expr.position());
    }
    String json = resolver.jsonCalls().toJson(value, false, scope);
    return Typed.of(orNull(value, json, scope), JSON, expr.position());
  }

  private Typed isJson(Expr.IsJson test, Scope scope) {
    Typed value = resolver.resolve(test.operand(), scope);
    PgType type = value.type();
    boolean known =
        value.isUnknown() || type.category() == 'S' || type.equals(JSON) || type.equals(JSONB);
    if (!known || value.parameter() > 0) {
      throw PgException.unsupported("IS JSON of type " + type.sqlName()).at(test.position());
    }
    String text = resolver.casts().settle(value).sql();
    String sql = unfolded("pg_is_json(" + text + ", " + Names.literal(test.kind()) + ")");
    return Typed.of(test.negated() ? "(NOT " + sql + ")" : sql, BOOL, test.position());
  }

  private String context(Expr context, Scope scope) {
    Typed value = resolver.resolve(context, scope);
    boolean json = value.type().equals(JSON) || value.type().equals(JSONB);
    if (!json && value.literal() == null && !value.isNull()) {
      throw PgException.unsupported("SQL/JSON of type " + value.type().sqlName())
          .at(context.position());
    }
    return resolver.casts().cast(value, JSONB, -1, CastLevel.EXPLICIT).sql();
  }

  private String variables(List<Expr.Named> passing, Scope scope) {
    StringBuilder sql = new StringBuilder("pg_jsonb_object(");
    for (Expr.Named one : passing) {
      sql.append(sql.toString().endsWith("(") ? "" : ", ").append(Names.literal(one.name()));
      sql.append(", ").append(resolver.jsonCalls().toJson(one.value(), true, scope));
    }
    return sql.append(')').toString();
  }

  private Typed query(Expr.JsonQuery query, Scope scope) {
    JsonColumn wanted = query.wanted();
    PgType type =
        switch (query.name()) {
          case "json_value" -> type(wanted.type(), TEXT);
          case "json_query" -> type(wanted.type(), JSONB);
          default -> BOOL;
        };
    boolean json = type.equals(JSON) || type.equals(JSONB);
    boolean bare = wanted.type() == null || query.name().equals("json_value");
    if ((query.name().equals("json_query") && !json)
        || (json && !query.name().equals("json_query"))
        || (!bare && !json)) {
      throw PgException.unsupported(query.name() + " RETURNING " + type.sqlName())
          .at(query.position());
    }
    String sql =
        unfolded(
            "pg_sql_json("
                + context(query.context(), scope)
                + ", "
                + variables(query.passing(), scope)
                + wanted(wanted, type, query.position())
                + ")");
    return fitted(Typed.of(sql, type, query.position()), wanted.type());
  }

  private Typed fitted(Typed value, @Nullable TypeName name) {
    int typmod = name == null ? -1 : resolver.context().typmod(name, value.type());
    return typmod < 0
        ? value
        : resolver.casts().cast(value, value.type(), typmod, CastLevel.ASSIGNMENT);
  }

  private PgType type(@Nullable TypeName name, PgType otherwise) {
    if (name == null) {
      return otherwise;
    }
    PgType type = resolver.context().type(name);
    boolean plain = type.equals(Types.byOid(type.oid())) && !type.isArray();
    if (!plain || type.category() == 'P' || resolver.context().domain(name) != null) {
      throw PgException.unsupported("SQL/JSON with the type " + type.sqlName()).at(name.position());
    }
    return type;
  }

  private static String wanted(JsonColumn wanted, PgType type, int position) {
    String path = wanted.path();
    if (path == null) {
      path = "$.\"" + wanted.name().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    String read;
    try {
      read = MoreTypes.JSONPATH.read(path).toString();
    } catch (PgException e) {
      throw e.at(position);
    }
    checkDefault(wanted.onEmpty(), type);
    checkDefault(wanted.onError(), type);
    return String.join(
        ", ",
        "",
        Names.literal(wanted.kind()),
        String.valueOf(type.oid()),
        Names.literal(read),
        Names.literal(wanted.wrapper()),
        otherwise(wanted.onEmpty()),
        otherwise(wanted.onError()));
  }

  private static boolean isJson(PgType type) {
    return type.equals(JSON) || type.equals(JSONB);
  }

  private static void checkDefault(JsonColumn.Otherwise otherwise, PgType type) {
    String text = otherwise.text();
    if (text != null) {
      Object read = type.read(text);
      if (!type.text(read).equals(text)) {
        throw PgException.unsupported("a DEFAULT of SQL/JSON of another type");
      }
    }
  }

  private static String otherwise(JsonColumn.Otherwise otherwise) {
    String text = otherwise.text();
    return Names.literal(otherwise.kind()) + ", " + (text == null ? "NULL" : Names.literal(text));
  }

  /** JSON_TABLE in FROM. */
  String table(FromItem.JsonTable table, Scope scope) {
    String alias = resolver.context().alias();
    StringBuilder sql = new StringBuilder("json_each(pg_sql_json_table(");
    sql.append(context(table.context(), scope)).append(", ");
    sql.append(variables(table.passing(), scope)).append(", ");
    sql.append(Names.literal(MoreTypes.JSONPATH.read(table.path()).toString()));
    List<Scope.Item> items = new ArrayList<>();
    for (JsonColumn column : table.columns()) {
      PgType type = type(column.type(), INT4);
      boolean exists = column.kind().equals("exists");
      if (exists && !type.equals(BOOL)) {
        throw PgException.unsupported("EXISTS of JSON_TABLE of type " + type.sqlName())
            .at(table.position());
      }
      if (column.kind().equals("query") && !isJson(type) && !type.equals(TEXT)) {
        throw PgException.unsupported("WRAPPER of JSON_TABLE of type " + type.sqlName())
            .at(table.position());
      }
      sql.append(wanted(column, type, table.position()));
      String read = "json_extract(" + alias + ".value, '$[" + items.size() + "]')";
      Typed value =
          fitted(Typed.of(Sets.decode(read, type, true), type, table.position()), column.type());
      items.add(new Scope.Item(column.name(), type, value.typmod(), value.sql(), null));
    }
    FromItem.Alias given = table.alias();
    String visible = given == null ? "json_table" : given.name();
    List<String> names = given == null ? List.of() : given.columns();
    scope.add(
        new Scope.Source(
            visible, null, Sources.renamed(items, names, visible), null, new HashSet<>()));
    return sql.append(")) AS ").append(alias).toString();
  }
}
