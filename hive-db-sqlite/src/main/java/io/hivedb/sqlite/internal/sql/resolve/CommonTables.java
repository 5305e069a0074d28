// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WITH. */
final class CommonTables {

  private final Resolver resolver;

  CommonTables(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Defines the tables in a scope and returns the WITH clause of SQLite. */
  String define(List<Select.Cte> tables, boolean recursive, Scope scope) {
    checkNames(tables);
    StringBuilder sql = new StringBuilder(recursive ? "WITH RECURSIVE " : "WITH ");
    String separator = "";
    for (Select.Cte table : tables) {
      if (!(table.query() instanceof Select query)) {
        throw PgException.unsupported("WITH of a statement that changes rows").at(table.position());
      }
      String name = resolver.context().alias();
      boolean union =
          recursive
              && query.body() instanceof Select.SetOperation operation
              && operation.operator().equals("union");
      String body = union ? recursive(table, query, name, scope) : plain(table, query, name, scope);
      sql.append(separator).append(body);
      separator = ", ";
    }
    return sql.append(' ').toString();
  }

  static void checkNames(List<Select.Cte> tables) {
    Set<String> names = new HashSet<>();
    for (Select.Cte table : tables) {
      if (!names.add(table.name())) {
        throw new PgException(
                "42712", "WITH query name \"" + table.name() + "\" specified more than once")
            .at(table.position());
      }
    }
  }

  private String plain(Select.Cte table, Select query, String name, Scope scope) {
    Query inner = resolver.queries().resolve(query, CommonScope.of(scope));
    checkColumns(table, inner.outputs().size());
    List<Scope.Item> items = inner.items("", table.columns());
    resolver.context().constants().columns().common(name, query, inner);
    scope.define(table.name(), new Scope.CommonTable(name, named(items)));
    return name + columns(items.size()) + as(table) + "(" + inner.render() + ")";
  }

  private static String as(Select.Cte table) {
    Boolean materialized = table.materialized();
    return materialized == null
        ? " AS "
        : materialized ? " AS MATERIALIZED " : " AS NOT MATERIALIZED ";
  }

  /** The columns of a table whose rows another statement returned. */
  static List<Scope.Item> items(Select.Cte table, List<ResultColumn> columns) {
    checkColumns(table, columns.size());
    List<Scope.Item> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      String name = i < table.columns().size() ? table.columns().get(i) : column.name();
      items.add(
          new Scope.Item(name, column.type(), column.typmod(), "c" + (i + 1), origin(column)));
    }
    return items;
  }

  private static Typed.@Nullable Origin origin(ResultColumn column) {
    String schema = column.schema();
    String table = column.table();
    String name = column.column();
    return schema == null || table == null || name == null
        ? null
        : new Typed.Origin(schema, table, name);
  }

  private static void checkColumns(Select.Cte table, int available) {
    if (table.columns().size() > available) {
      throw new PgException(
              "42P10",
              "WITH query \""
                  + table.name()
                  + "\" has "
                  + available
                  + " columns available but "
                  + table.columns().size()
                  + " columns specified")
          .at(table.position());
    }
  }

  /** The columns as the common table calls them: c1, c2 ... */
  private static List<Scope.Item> named(List<Scope.Item> items) {
    List<Scope.Item> named = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Scope.Item item = items.get(i);
      named.add(
          new Scope.Item(item.name(), item.type(), item.typmod(), "c" + (i + 1), item.origin()));
    }
    return named;
  }

  private static String columns(int count) {
    StringBuilder columns = new StringBuilder("(");
    for (int i = 1; i <= count; i++) {
      columns.append(i == 1 ? "c" : ", c").append(i);
    }
    return columns.append(')').toString();
  }

  private String recursive(Select.Cte table, Select query, String name, Scope scope) {
    Select.SetOperation union = (Select.SetOperation) query.body();
    boolean extra =
        !query.orderBy().isEmpty()
            || query.limit() != null
            || query.offset() != null
            || !query.with().isEmpty();
    if (extra) {
      throw PgException.unsupported("ORDER BY, LIMIT or WITH in a recursive query")
          .at(table.position());
    }
    Query start = resolver.queries().resolve(union.left(), scope);
    checkColumns(table, start.outputs().size());
    // The columns of a union are no table's.
    List<Scope.Item> items =
        named(start.items("", table.columns())).stream()
            .map(i -> new Scope.Item(i.name(), i.type(), i.typmod(), i.sql(), null))
            .toList();
    scope.define(table.name(), new Scope.CommonTable(name, items));
    Query step = resolver.queries().resolve(union.right(), scope);
    if (step.outputs().size() != items.size()) {
      throw new PgException("42601", "each UNION query must have the same number of columns")
          .at(table.position());
    }
    for (int i = 0; i < items.size(); i++) {
      checkType(table, items.get(i), step.outputs().get(i).value(), i);
      if (!union.all()) {
        Equality.require(items.get(i).type(), start.outputs().get(i).value().position());
      }
      step.cast(i, items.get(i).type());
      if (items.get(i).type().collation() != null && !union.all()) {
        throw PgException.unsupported("a recursive UNION of type " + items.get(i).type().sqlName())
            .at(table.position());
      }
    }
    String body = start.render() + (union.all() ? " UNION ALL " : " UNION ") + step.render();
    return name + columns(items.size()) + as(table) + "(" + body + ")";
  }

  private static void checkType(Select.Cte table, Scope.Item item, Typed step, int index) {
    if (step.isUnknown() || step.type().equals(item.type())) {
      return;
    }
    if (CastLevel.of(step.type(), item.type()) != CastLevel.IMPLICIT) {
      throw new PgException(
              "42804",
              "recursive query \""
                  + table.name()
                  + "\" column "
                  + (index + 1)
                  + " has type "
                  + item.type().sqlName()
                  + " in non-recursive term but type "
                  + step.type().sqlName()
                  + " overall")
          .at(table.position());
    }
  }
}
