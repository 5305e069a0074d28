// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** jsonb_to_record and jsonb_to_recordset: rows whose columns the query declares. */
final class Records {

  private Records() {}

  static String resolve(
      Resolver resolver, FromItem.Function function, Expr.Call call, Scope scope) {
    boolean set = call.name().equals("jsonb_to_recordset");
    if ((!set && !call.name().equals("jsonb_to_record")) || call.arguments().size() != 1) {
      throw PgException.unsupported("a column definition list of " + call.name())
          .at(function.position());
    }
    Typed json =
        resolver.casts().implicit(resolver.resolve(call.arguments().get(0), scope), Types.JSONB);
    String alias = resolver.context().alias();
    StringBuilder sql = new StringBuilder("json_each(pg_json_records(");
    sql.append(json.sql()).append(set ? ", 1" : ", 0");
    List<Scope.Item> items = new ArrayList<>();
    for (FromItem.ColumnDeclaration column : function.columns()) {
      PgType type = resolver.context().type(column.type());
      sql.append(", ").append(Names.literal(column.name())).append(", ").append(type.oid());
      items.add(item(resolver, column, type, alias, items.size()));
    }
    FromItem.Alias given = function.alias();
    String visible = given == null ? call.name() : given.name();
    scope.add(new Scope.Source(visible, null, items, null, new HashSet<>()));
    return sql.append(")) AS ").append(alias).toString();
  }

  private static Scope.Item item(
      Resolver resolver, FromItem.ColumnDeclaration column, PgType type, String alias, int index) {
    boolean plain =
        type.equals(Types.byOid(type.oid())) && !type.isArray() && type.category() != 'P';
    if (!plain || type.equals(Types.JSON) || resolver.context().domain(column.type()) != null) {
      throw PgException.unsupported("a column of type " + type.sqlName() + " of a json record")
          .at(column.type().position());
    }
    int typmod = resolver.context().typmod(column.type(), type);
    String read = Sets.decode("json_extract(" + alias + ".value, '$[" + index + "]')", type, true);
    Typed value = Typed.of(read, type, column.type().position());
    Typed fitted =
        typmod < 0 ? value : resolver.casts().cast(value, type, typmod, CastLevel.ASSIGNMENT);
    return new Scope.Item(column.name(), type, typmod, fitted.sql(), null);
  }
}
