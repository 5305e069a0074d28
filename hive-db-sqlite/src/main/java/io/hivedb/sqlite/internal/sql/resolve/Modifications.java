// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.system.SystemCatalog;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** UPDATE and DELETE, and what INSERT shares with them. */
final class Modifications {

  private final Resolver resolver;

  Modifications(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The table of a name; anything else cannot be changed. */
  Table table(QualifiedName name) {
    SystemCatalog views =
        new SystemCatalog(resolver.context().catalog(), resolver.context().path());
    if (views.find(name) != null) {
      throw PgException.unsupported("a change of the system's relation " + name.name());
    }
    Relation relation = resolver.context().relation(name);
    if (relation instanceof Table table) {
      return table;
    }
    if (relation instanceof Relation.View) {
      throw PgException.unsupported("a change through a view").at(name.position());
    }
    String kind = relation instanceof Relation.Sequence ? "sequence " : "";
    throw new PgException("42809", "cannot change " + kind + "\"" + name.name() + "\"")
        .at(name.position());
  }

  /** The visible source of the table that is changed. */
  static Scope.Source target(Table table, @Nullable String alias, String sqlite) {
    String visible = alias == null ? table.name() : alias;
    String schema = alias == null ? table.schema() : null;
    return new Scope.Source(visible, schema, Sources.items(table, sqlite), table, new HashSet<>());
  }

  String with(List<Select.Cte> tables, boolean recursive, Scope scope) {
    return tables.isEmpty() ? "" : new CommonTables(resolver).define(tables, recursive, scope);
  }

  Column column(Table table, Dml.ColumnName name) {
    Column column = table.column(name.name());
    if (column == null) {
      throw new PgException(
              "42703",
              "column \"" + name.name() + "\" of relation \"" + table.name() + "\" does not exist")
          .at(name.position());
    }
    return column;
  }

  /** The assignments of SET as SQL by column. */
  Map<String, String> assignments(Table table, List<Dml.Assignment> assignments, Scope scope) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Dml.Assignment assignment : assignments) {
      List<Expr> exprs = fields(assignment);
      for (int i = 0; i < exprs.size(); i++) {
        Dml.ColumnName name = assignment.columns().get(i);
        Column column = column(table, name);
        String before = values.get(name.name());
        boolean part = exprs.get(i) instanceof Expr.Replaced;
        boolean parts = part && (before == null || before.startsWith(JsonAssignments.CALL));
        String sql =
            part && before != null && parts
                ? new JsonAssignments(resolver)
                    .sql((Expr.Replaced) exprs.get(i), before, column, scope)
                : value(table, column, exprs.get(i), scope);
        values.put(name.name(), sql);
        if (before != null && !parts) {
          throw new PgException(
              "42601", "multiple assignments to same column \"" + name.name() + "\"");
        }
      }
    }
    return values;
  }

  private static List<Expr> fields(Dml.Assignment assignment) {
    boolean several = assignment.columns().size() > 1;
    if (!several && !(assignment.value() instanceof Expr.Row)) {
      return List.of(assignment.value());
    }
    if (assignment.value() instanceof Expr.ScalarQuery query) {
      return AssignedQueries.fields(query, assignment.columns().size());
    }
    if (!(assignment.value() instanceof Expr.Row row)) {
      throw PgException.unsupported("an assignment of a query to several columns")
          .at(assignment.value().position());
    }
    if (row.fields().size() != assignment.columns().size()) {
      throw new PgException("42601", "number of columns does not match number of values")
          .at(row.position());
    }
    return row.fields();
  }

  private String value(Table table, Column column, Expr expr, Scope scope) {
    if (expr instanceof Expr.DefaultValue) {
      return defaultValue(column);
    }
    if (column.generated() != null) {
      throw new PgException(
              "428C9", "column \"" + column.name() + "\" can only be updated to DEFAULT")
          .detail("Column \"" + column.name() + "\" is a generated column.");
    }
    if (column.identity().equals("always")) {
      throw new PgException(
              "428C9", "column \"" + column.name() + "\" can only be updated to DEFAULT")
          .detail(
              "Column \""
                  + column.name()
                  + "\" is an identity column defined as GENERATED ALWAYS.");
    }
    if (expr instanceof Expr.Replaced replaced) {
      return new JsonAssignments(resolver).sql(replaced, table, column, scope);
    }
    Typed value = resolver.resolve(expr, scope);
    return resolver.casts().assign(value, column).sql();
  }

  /** The default of a column; null where there is none. */
  String defaultValue(Column column) {
    if (column.sequence() != null
        && (!column.identity().isEmpty() || column.defaultValue() == null)) {
      String next = "pg_nextval(" + Names.literal(SequenceNames.reference(column.sequence())) + ")";
      Typed value = Typed.of(next, Types.INT8, 0);
      return resolver.casts().assign(value, column.type(), -1, column.name()).sql();
    }
    Domain domain = resolver.context().catalog().domain(column.domain());
    if (column.defaultValue() == null) {
      return domain == null ? "NULL" : new Domains(resolver).defaultValue(domain);
    }
    Typed value = resolver.resolve(column.defaultValue(), new Scope(null));
    return resolver.casts().assign(value, column).sql();
  }

  /** The table of a statement that changes rows. */
  Table target(QualifiedName name, boolean asChild, boolean asParent) {
    Table table = table(name);
    if (table.materialized() != null) {
      throw new PgException("42809", "cannot change materialized view \"" + table.name() + "\"");
    }
    ForeignKeys.refuseHalf(table, resolver.context().catalog(), asChild, asParent);
    return table;
  }

  Plan update(Dml.Update update) {
    Table table = target(update.table(), true, true);
    Scope outer = new Scope(resolver.context().top());
    String with = with(update.with(), update.recursive(), outer);
    Scope scope = new Scope(outer);
    String alias = resolver.context().alias();
    scope.add(target(table, update.alias(), alias));
    boolean old = OldRows.areRead(update.returning(), table, update.alias());
    boolean others =
        old || Returning.readsOthers(update.returning(), table, update.alias(), update.from());
    String target = others ? table.sqlite() + " AS " + alias : "";
    String from = from(update.from(), scope, target);
    scope.aggregates().forbid("UPDATE");
    Map<String, String> values = assignments(table, update.assignments(), scope);
    String where = where(update.where(), scope);
    if (others) {
      String join = " FROM " + from + where;
      return new JoinedChanges(resolver, table, scope, alias, old)
          .update(values, with, join, update.returning());
    }
    StringBuilder sql =
        new StringBuilder(with + "UPDATE " + table.sqlite() + " AS " + alias + " SET ");
    String separator = "";
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (Objects.requireNonNull(table.column(value.getKey())).generated() != null) {
        continue;
      }
      sql.append(separator)
          .append(Names.column(value.getKey()))
          .append(" = ")
          .append(value.getValue());
      separator = ", ";
    }
    if (separator.isEmpty()) {
      sql.append(unchanged(table));
    }
    if (from.isEmpty() && values.values().stream().anyMatch(v -> v.contains("SELECT"))) {
      // With FROM, SQLite computes all new values before it changes the first row, as PostgreSQL.
      from = "(SELECT 1)";
    }
    sql.append(from.isEmpty() ? "" : " FROM " + from).append(where);
    return new Returning(resolver).finish("UPDATE", sql, table, update.alias(), update.returning());
  }

  /** An assignment for an UPDATE that sets generated columns to their default alone. */
  private static String unchanged(Table table) {
    for (Column column : table.columns()) {
      if (column.generated() == null) {
        return Names.column(column.name()) + " = " + Names.column(column.name());
      }
    }
    throw PgException.unsupported("an UPDATE of a table of generated columns alone");
  }

  String from(List<FromItem> items, Scope scope, String first) {
    return resolver.queries().cores().sources().resolve(items, scope, first);
  }

  String where(@Nullable Expr where, Scope scope) {
    if (where == null) {
      return "";
    }
    return " WHERE " + new Qualifications(resolver).where(where, scope);
  }

  Plan delete(Dml.Delete delete) {
    Table table = target(delete.table(), false, true);
    Scope outer = new Scope(resolver.context().top());
    String with = with(delete.with(), delete.recursive(), outer);
    Scope scope = new Scope(outer);
    String alias = resolver.context().alias();
    scope.add(target(table, delete.alias(), alias));
    boolean old = OldRows.areRead(delete.returning(), table, delete.alias());
    boolean others =
        old || Returning.readsOthers(delete.returning(), table, delete.alias(), delete.using());
    String target = others ? table.sqlite() + " AS " + alias : "";
    String using = from(delete.using(), scope, target);
    String where = where(delete.where(), scope);
    if (others) {
      String join = " FROM " + using + where;
      return new JoinedChanges(resolver, table, scope, alias, old)
          .delete(with, join, delete.returning());
    }
    StringBuilder sql = new StringBuilder(with + "DELETE FROM " + table.sqlite() + " AS " + alias);
    if (using.isEmpty()) {
      sql.append(where);
    } else {
      sql.append(" WHERE EXISTS (SELECT 1 FROM ").append(using).append(where).append(')');
    }
    return new Returning(resolver).finish("DELETE", sql, table, delete.alias(), delete.returning());
  }
}
