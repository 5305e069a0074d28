// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of json: their columns are declared by the query, or are those of a table. */
final class Records {

  private static final Set<String> DECLARED =
      Set.of("jsonb_to_record", "jsonb_to_recordset", "json_to_record", "json_to_recordset");

  private static final Set<String> POPULATED =
      Set.of(
          "jsonb_populate_record",
          "jsonb_populate_recordset",
          "json_populate_record",
          "json_populate_recordset");

  /** A column to fill. */
  private record Field(String name, PgType type, int typmod, int position) {}

  private Records() {}

  /** A call whose columns are declared. */
  static String resolve(
      Resolver resolver, FromItem.Function function, Expr.Call call, Scope scope) {
    if (!DECLARED.contains(call.name()) || call.arguments().size() != 1) {
      throw PgException.unsupported("a column definition list of " + call.name())
          .at(function.position());
    }
    List<Field> fields = new ArrayList<>();
    for (FromItem.ColumnDeclaration column : function.columns()) {
      PgType type = resolver.context().type(column.type());
      if (resolver.context().domain(column.type()) != null) {
        throw unsupported(type, column.type().position());
      }
      int typmod = resolver.context().typmod(column.type(), type);
      fields.add(new Field(column.name(), type, typmod, column.type().position()));
    }
    return rows(resolver, function, call, call.arguments().get(0), fields, scope);
  }

  /** Whether it fills the rows of a table's type, without a row to begin with. */
  static boolean populates(Expr.Call call) {
    return POPULATED.contains(call.name())
        && call.arguments().size() == 2
        && call.arguments().get(0) instanceof Expr.Cast cast
        && cast.operand() instanceof Expr.NullLiteral
        && !cast.type().array();
  }

  static String populate(
      Resolver resolver, FromItem.Function function, Expr.Call call, Scope scope) {
    Expr.Cast row = (Expr.Cast) call.arguments().get(0);
    QualifiedName name =
        new QualifiedName(row.type().schema(), row.type().name(), row.type().position());
    Relation relation = resolver.context().relation(name);
    if (!(relation instanceof Table table)) {
      throw PgException.unsupported("rows of the type " + name.name()).at(row.position());
    }
    List<Field> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.domain() != null) {
        throw unsupported(column.type(), row.position());
      }
      fields.add(new Field(column.name(), column.type(), column.typmod(), row.position()));
    }
    return rows(resolver, function, call, call.arguments().get(1), fields, scope);
  }

  private static String rows(
      Resolver resolver,
      FromItem.Function function,
      Expr.Call call,
      Expr source,
      List<Field> fields,
      Scope scope) {
    boolean binary = call.name().startsWith("jsonb");
    Typed json =
        resolver
            .casts()
            .implicit(resolver.resolve(source, scope), binary ? Types.JSONB : Types.JSON);
    String alias = resolver.context().alias();
    StringBuilder sql = new StringBuilder("json_each(pg_json_records(");
    sql.append(json.sql()).append(", ").append(Names.literal(call.name()));
    List<Scope.Item> items = new ArrayList<>();
    for (Field field : fields) {
      boolean label = field.type().category() == 'E';
      sql.append(", ").append(Names.literal(field.name())).append(", ");
      sql.append(label ? Types.TEXT.oid() : field.type().oid());
      items.add(item(resolver, field, alias, items.size()));
    }
    if (function.ordinality()) {
      items.add(new Scope.Item("ordinality", Types.INT8, -1, "(" + alias + ".key + 1)", null));
    }
    FromItem.Alias given = function.alias();
    String visible = given == null ? call.name() : given.name();
    List<String> names = given == null ? List.of() : given.columns();
    scope.add(
        new Scope.Source(
            visible, null, Sources.renamed(items, names, visible), null, new HashSet<>()));
    return sql.append(")) AS ").append(alias).toString();
  }

  private static PgException unsupported(PgType type, int position) {
    return PgException.unsupported("a column of type " + type.sqlName() + " of a json record")
        .at(position);
  }

  private static Scope.Item item(Resolver resolver, Field field, String alias, int index) {
    PgType type = field.type();
    PgType plainType = type.element() == null ? type : type.element();
    boolean plain = type.equals(Types.byOid(type.oid())) && plainType.category() != 'P';
    boolean label = type.category() == 'E';
    boolean nested =
        type.isArray() && (plainType.category() == 'E' || Types.isReference(plainType));
    if ((!plain && !label) || nested || Types.isOfCatalog(type)) {
      throw unsupported(type, field.position());
    }
    String read = "json_extract(" + alias + ".value, '$[" + index + "]')";
    String sql =
        label ? resolver.casts().conversions().fromText(read, type) : Sets.decode(read, type, true);
    Typed value = Typed.of(sql, type, field.position());
    Typed fitted =
        field.typmod() < 0
            ? value
            : resolver.casts().cast(value, type, field.typmod(), CastLevel.ASSIGNMENT);
    return new Scope.Item(field.name(), type, field.typmod(), fitted.sql(), null);
  }
}
