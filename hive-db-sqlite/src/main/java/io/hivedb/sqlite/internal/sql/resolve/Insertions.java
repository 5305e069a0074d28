// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** INSERT: every column is listed, defaults are written out, values are cast one by one. */
final class Insertions {

  private final Resolver resolver;
  private final Modifications modifications;
  private @Nullable ConflictingRows conflicting;
  private boolean draws;

  Insertions(Resolver resolver) {
    this.resolver = resolver;
    this.modifications = new Modifications(resolver);
  }

  Plan insert(Dml.Insert insert) {
    boolean updates = insert.onConflict() != null && insert.onConflict().update();
    Table table = modifications.target(insert.table(), true, updates);
    Scope scope = new Scope(resolver.context().top());
    String with = modifications.with(insert.with(), insert.recursive(), scope);
    List<Column> targets = targets(table, insert);
    List<Column> written = InsertedValues.order(insert, table, targets);
    draws = written.stream().anyMatch(column -> column.sequence() != null);
    String source = source(insert, targets, written, scope);
    Dml.OnConflict conflict = insert.onConflict();
    if (conflict == null) {
      return finish(insert, table, written, with, source, "");
    }
    boolean old = conflict.update() && OldRows.areRead(insert.returning(), table, insert.alias());
    conflicting = old ? new ConflictingRows(resolver.context(), table) : null;
    Plan plan = onConflict(insert, table, written, with, source);
    return conflicting == null ? plan : conflicting.around(plan);
  }

  private Plan onConflict(
      Dml.Insert insert, Table table, List<Column> written, String with, String source) {
    Dml.OnConflict conflict = Objects.requireNonNull(insert.onConflict());
    if (ProposedRows.mayRepeat(insert)) {
      String where = "ON CONFLICT DO UPDATE of several rows";
      OwnReads.refuse(conflict, table, resolver.context(), where);
    }
    String action = onConflict(table, insert, conflict);
    if (!ProposedRows.mayRepeat(insert)) {
      return finish(insert, table, written, with, source, action);
    }
    ProposedRows proposed = new ProposedRows(resolver.context(), written);
    Plan plan = finish(insert, table, written, "", proposed.source(), action);
    if (new ConflictTarget(resolver).equalNulls(table, conflict)) {
      throw PgException.unsupported(
              "ON CONFLICT DO UPDATE of several rows with a key of NULLS NOT DISTINCT")
          .at(conflict.position());
    }
    return proposed.around(
        plan, with, source, ConflictTarget.columns(table, conflict), conflict.where() != null);
  }

  private Plan finish(
      Dml.Insert insert,
      Table table,
      List<Column> written,
      String with,
      String source,
      String action) {
    StringBuilder sql =
        new StringBuilder(with + "INSERT INTO " + table.sqlite() + " AS " + TARGET + " (");
    for (int i = 0; i < written.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(Names.column(written.get(i).name()));
    }
    sql.append(") ").append(source).append(action);
    Returning returning = new Returning(resolver);
    if (conflicting != null) {
      returning.old(conflicting.old());
    }
    List<Select.Item> list = InsertedRows.in(insert, table);
    if (InsertedRows.isAsked(list)) {
      Dml.OnConflict conflict = insert.onConflict();
      returning.add(InsertedRows.source(conflict != null && conflict.update()));
    }
    return returning.finish("INSERT", sql, table, insert.alias(), list);
  }

  private static final String TARGET = "r0";

  private List<Column> targets(Table table, Dml.Insert insert) {
    return targets(table, insert.columns());
  }

  /** The columns that a list names, or all. */
  List<Column> targets(Table table, List<Dml.ColumnName> columns) {
    if (columns.isEmpty()) {
      return table.columns();
    }
    List<Column> targets = new ArrayList<>();
    for (Dml.ColumnName name : columns) {
      Column column = modifications.column(table, name);
      if (targets.contains(column)) {
        throw new PgException("42701", "column \"" + name.name() + "\" specified more than once")
            .at(name.position());
      }
      targets.add(column);
    }
    return targets;
  }

  String source(Dml.Insert insert, List<Column> targets, List<Column> written, Scope scope) {
    Select select = insert.source();
    if (select == null) {
      return "VALUES (" + row(written, List.of(), List.of()) + ")";
    }
    boolean plain =
        select.with().isEmpty()
            && select.orderBy().isEmpty()
            && select.limit() == null
            && select.offset() == null;
    if (plain && select.body() instanceof Select.Values values) {
      return new InsertedValues(this).sql(values, insert, targets, written, scope);
    }
    return query(insert, select, targets, written, scope);
  }

  static void checkWidth(
      int width, List<Column> targets, List<Dml.ColumnName> columns, int position) {
    if (width > targets.size()) {
      throw new PgException("42601", "INSERT has more expressions than target columns")
          .at(position);
    }
    if (width < targets.size() && !columns.isEmpty()) {
      throw new PgException("42601", "INSERT has more target columns than expressions")
          .at(columns.get(width).position());
    }
  }

  /** The SQL of a value for a column, or null for its default. */
  @Nullable String cell(Expr expr, Column column, Dml.Insert insert, Scope scope) {
    if (expr instanceof Expr.DefaultValue) {
      return null;
    }
    checkWritable(column, insert);
    Typed value = resolver.resolve(expr, scope);
    String sql = checked(resolver.casts().assign(value, column), column);
    return isOverridden(column, insert.overriding()) ? null : sql;
  }

  /** A value that a domain refuses draws no number for a column after it. */
  private String checked(Typed value, Column column) {
    Domain domain = draws ? resolver.context().catalog().domain(column.domain()) : null;
    return domain == null ? value.sql() : new Domains(resolver).checked(value, domain).sql();
  }

  /** OVERRIDING USER VALUE: the sequence's value instead of the given one. */
  static boolean isOverridden(Column column, @Nullable String overriding) {
    return "user".equals(overriding) && !column.identity().isEmpty();
  }

  private static void checkWritable(Column column, Dml.Insert insert) {
    checkWritable(column, insert.overriding());
  }

  static void checkWritable(Column column, @Nullable String overriding) {
    if (column.generated() != null || (column.identity().equals("always") && overriding == null)) {
      String why =
          column.generated() != null
              ? "a generated column."
              : "an identity column defined as GENERATED ALWAYS.";
      throw new PgException(
              "428C9", "cannot insert a non-DEFAULT value into column \"" + column.name() + "\"")
          .detail("Column \"" + column.name() + "\" is " + why)
          .hint(column.generated() == null ? "Use OVERRIDING SYSTEM VALUE to override." : null);
    }
  }

  /** A whole row; what is not given becomes the default. */
  String row(List<Column> written, List<Column> targets, List<@Nullable String> cells) {
    return String.join(", ", cells(written, targets, cells));
  }

  List<String> cells(List<Column> written, List<Column> targets, List<@Nullable String> cells) {
    List<String> row = new ArrayList<>();
    for (Column column : written) {
      int index = targets.indexOf(column);
      String cell = index >= 0 && index < cells.size() ? cells.get(index) : null;
      row.add(cell == null ? modifications.defaultValue(column) : cell);
    }
    return row;
  }

  private String query(
      Dml.Insert insert, Select select, List<Column> targets, List<Column> written, Scope scope) {
    Query query = resolver.queries().resolve(select, scope);
    checkWidth(query.outputs().size(), targets, insert.columns(), select.position());
    String alias = resolver.context().alias();
    List<@Nullable String> cells = new ArrayList<>();
    for (int i = 0; i < query.outputs().size(); i++) {
      Column column = targets.get(i);
      checkWritable(column, insert);
      boolean given = query.outputs().get(i).value().isUnknown();
      if (given) {
        query.cast(i, column.type());
      }
      Typed output = query.outputs().get(i).value();
      Typed value =
          new Typed(
              alias + "." + query.columnName(i),
              output.type(),
              output.typmod(),
              null,
              0,
              null,
              output.position());
      String sql = checked(resolver.casts().assign(value, column), column);
      String direct = resolver.casts().assign(output, column).sql();
      boolean seen = given || Sublinks.isPulledUp(select);
      if (seen && !Volatility.isStable(output.type(), column.type())) {
        resolver.context().constants().castOutput(output.sql(), direct);
      }
      cells.add(isOverridden(column, insert.overriding()) ? null : sql);
    }
    // WHERE true keeps SQLite from reading ON CONFLICT as a join condition.
    return "SELECT "
        + row(written, targets, cells)
        + " FROM ("
        + query.render()
        + ") AS "
        + alias
        + " WHERE true";
  }

  private String onConflict(Table table, Dml.Insert insert, Dml.OnConflict conflict) {
    String target = new ConflictTarget(resolver).sql(table, insert, conflict);
    if (!conflict.update()) {
      return " ON CONFLICT" + target + " DO NOTHING";
    }
    if (target.isEmpty()) {
      throw new PgException(
              "42601", "ON CONFLICT DO UPDATE requires inference specification or constraint name")
          .hint("For example, ON CONFLICT (column_name).")
          .at(conflict.position());
    }
    Scope scope = resolver.context().alone();
    scope.add(Modifications.target(table, insert.alias(), TARGET));
    scope.add(
        new Scope.Source(
            "excluded", null, Sources.items(table, "excluded"), null, new HashSet<>()));
    scope.aggregates().forbid("UPDATE");
    StringBuilder sql = new StringBuilder(" ON CONFLICT" + target + " DO UPDATE SET ");
    String separator = "";
    for (Map.Entry<String, String> value :
        modifications.assignments(table, conflict.assignments(), scope).entrySet()) {
      boolean marks = separator.isEmpty() && InsertedRows.isAsked(InsertedRows.in(insert, table));
      sql.append(separator)
          .append(Names.column(value.getKey()))
          .append(" = ")
          .append(marks ? InsertedRows.marked(value.getValue()) : value.getValue());
      separator = ", ";
    }
    if (conflict.where() != null) {
      sql.append(" WHERE ")
          .append(resolver.predicates().condition(conflict.where(), scope, "WHERE").sql());
    }
    return sql.toString();
  }
}
