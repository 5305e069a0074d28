// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of tables with triggers, which are made row by row. */
final class TriggeredChanges {

  private final Resolver resolver;
  private final Modifications modifications;
  private final Table table;
  private final int parameters;
  private final List<String> outputs = new ArrayList<>();

  private TriggeredChanges(Resolver resolver, Table table) {
    this.resolver = resolver;
    this.modifications = new Modifications(resolver);
    this.table = table;
    this.parameters = resolver.context().parameterCount();
  }

  /** The plan of a change that fires triggers; null for any other. */
  static @Nullable Plan plan(Dml dml, Resolver resolver) {
    Context context = resolver.context();
    if (context.catalog().routines().triggers().isEmpty()) {
      return null;
    }
    QualifiedName name = dml.table();
    Relation found = context.catalog().find(name.schema(), name.name(), context.path());
    if (!(found instanceof Table table)) {
      return null;
    }
    new TriggeredCascades(context.catalog()).refuse(dml, table);
    List<String> events = events(dml);
    boolean fires =
        context.catalog().routines().of(table).stream()
            .anyMatch(
                t -> t.enabled() && t.definition().events().stream().anyMatch(events::contains));
    if (!fires) {
      return null;
    }
    if (dml instanceof Dml.Merge) {
      throw PgException.unsupported("MERGE into a table with triggers");
    }
    TriggeredChanges changes = new TriggeredChanges(resolver, table);
    if (dml instanceof Dml.Insert insert) {
      return changes.insert(insert);
    }
    return dml instanceof Dml.Update update
        ? changes.update(update)
        : changes.delete((Dml.Delete) dml);
  }

  private static List<String> events(Dml dml) {
    if (dml instanceof Dml.Insert insert) {
      boolean updates = insert.onConflict() != null && insert.onConflict().update();
      return updates ? List.of("INSERT", "UPDATE") : List.of("INSERT");
    }
    if (dml instanceof Dml.Merge) {
      return List.of("INSERT", "UPDATE", "DELETE");
    }
    return List.of(dml instanceof Dml.Update ? "UPDATE" : "DELETE");
  }

  private Plan insert(Dml.Insert insert) {
    Dml.OnConflict conflict = insert.onConflict();
    modifications.target(insert.table(), true, conflict != null && conflict.update());
    Scope scope = new Scope(resolver.context().top());
    String with = modifications.with(insert.with(), insert.recursive(), scope);
    Insertions insertions = new Insertions(resolver);
    List<Column> targets = insertions.targets(table, insert.columns());
    List<Column> written = table.columns().stream().filter(c -> c.generated() == null).toList();
    String source = with + insertions.source(insert, targets, written, scope);
    if (InsertedRows.isAsked(InsertedRows.in(insert, table))) {
      throw PgException.unsupported("xmax in RETURNING of a table with triggers");
    }
    if (conflict != null
        && conflict.update()
        && OldRows.areRead(insert.returning(), table, insert.alias())) {
      throw PgException.unsupported("old or new in the RETURNING of ON CONFLICT DO UPDATE");
    }
    Returned returned = returned(insert.returning(), insert.alias(), List.of(), false, "INSERT");
    String action =
        conflict == null
            ? ""
            : " ON CONFLICT"
                + new ConflictTarget(resolver).sql(table, insert, conflict)
                + " DO NOTHING";
    Step rows = Analyzer.step(source, Step.Role.ROWS);
    if (conflict == null || !conflict.update()) {
      return finish(
          new RowByRow(
              table,
              "INSERT",
              rows,
              List.of(),
              parameters,
              written.size(),
              returned.sql(),
              action,
              null,
              null,
              List.of()),
          returned);
    }
    int before = parameters + written.size();
    ConflictingRow found = new ConflictingRow(resolver, modifications, table, before);
    return finish(
        new RowByRow(
            table,
            "INSERT",
            rows,
            List.of(),
            parameters,
            written.size(),
            returned.sql(),
            action,
            found.read(insert, conflict),
            found.number(conflict),
            found.changed()),
        returned);
  }

  private Plan update(Dml.Update update) {
    modifications.target(update.table(), true, true);
    Scope outer = new Scope(resolver.context().top());
    String with = modifications.with(update.with(), update.recursive(), outer);
    Scope scope = new Scope(outer);
    String alias = resolver.context().alias();
    scope.add(Modifications.target(table, update.alias(), alias));
    String from = modifications.from(update.from(), scope, table.sqlite() + " AS " + alias);
    scope.aggregates().forbid("UPDATE");
    Map<String, String> values = modifications.assignments(table, update.assignments(), scope);
    String where = modifications.where(update.where(), scope);
    old(alias);
    List<String> assigned = new ArrayList<>();
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (Objects.requireNonNull(table.column(value.getKey())).generated() == null) {
        assigned.add(value.getKey());
        outputs.add(value.getValue());
      }
    }
    Returned returned = returned(update.returning(), update.alias(), others(scope), true, "UPDATE");
    String group = update.from().isEmpty() ? "" : " GROUP BY " + outputs.get(0);
    Step rows =
        Analyzer.step(
            with + "SELECT " + String.join(", ", outputs) + " FROM " + from + where + group,
            Step.Role.ROWS);
    return finish(
        new RowByRow(
            table,
            "UPDATE",
            rows,
            assigned,
            parameters,
            outputs.size(),
            returned.sql(),
            "",
            null,
            null,
            List.of()),
        returned);
  }

  private Plan delete(Dml.Delete delete) {
    modifications.target(delete.table(), false, true);
    Scope outer = new Scope(resolver.context().top());
    String with = modifications.with(delete.with(), delete.recursive(), outer);
    Scope scope = new Scope(outer);
    String alias = resolver.context().alias();
    scope.add(Modifications.target(table, delete.alias(), alias));
    String using = modifications.from(delete.using(), scope, table.sqlite() + " AS " + alias);
    String where = modifications.where(delete.where(), scope);
    old(alias);
    Returned returned =
        returned(delete.returning(), delete.alias(), others(scope), false, "DELETE");
    String group = delete.using().isEmpty() ? "" : " GROUP BY " + outputs.get(0);
    Step rows =
        Analyzer.step(
            with + "SELECT " + String.join(", ", outputs) + " FROM " + using + where + group,
            Step.Role.ROWS);
    return finish(
        new RowByRow(
            table,
            "DELETE",
            rows,
            List.of(),
            parameters,
            outputs.size(),
            returned.sql(),
            "",
            null,
            null,
            List.of()),
        returned);
  }

  /** The row number and the old values. */
  private void old(String alias) {
    outputs.add(alias + "." + table.rowNumber());
    Sources.items(table, alias).forEach(item -> outputs.add(item.sql()));
  }

  /** What RETURNING may read of other tables becomes parameters of the single changes. */
  private List<Scope.Source> others(Scope scope) {
    List<Scope.Source> others = new ArrayList<>();
    for (Scope.Source source : scope.sources().subList(1, scope.sources().size())) {
      List<Scope.Item> items = new ArrayList<>();
      for (Scope.Item item : source.items()) {
        outputs.add(item.sql());
        String number = "(?" + (parameters + outputs.size()) + ")";
        items.add(new Scope.Item(item.name(), item.type(), item.typmod(), number, item.origin()));
      }
      others.add(
          new Scope.Source(
              source.name(), source.schema(), items, null, source.hidden(), source.scalar()));
    }
    return others;
  }

  /** RETURNING: its SQL, and its columns. */
  private record Returned(String sql, List<ResultColumn> columns, boolean asked) {}

  private Returned returned(
      List<Select.Item> list,
      @Nullable String alias,
      List<Scope.Source> others,
      boolean updates,
      String command) {
    StringBuilder sql = new StringBuilder();
    for (Column column : table.columns()) {
      sql.append(sql.isEmpty() ? " RETURNING " : ", ").append(Names.column(column.name()));
    }
    List<ResultColumn> columns = new ArrayList<>();
    if (list.isEmpty()) {
      return new Returned(sql.toString(), columns, false);
    }
    OwnReads.refuse(list, table, resolver.context());
    Scope visible = resolver.context().alone();
    visible.add(Modifications.target(table, alias, table.sqlite()));
    others.forEach(visible::add);
    if (OldRows.areRead(list, table, alias)) {
      boolean inserts = command.equals("INSERT");
      List<Scope.Item> now = Sources.items(table, table.sqlite());
      List<Scope.Item> before = inserts ? OldRows.none(table) : updates ? oldItems() : now;
      List<Scope.Item> after = command.equals("DELETE") ? OldRows.none(table) : now;
      visible.add(OldRows.source(OldRows.OLD, before, table));
      visible.add(OldRows.source(OldRows.NEW, after, table));
    }
    visible.aggregates().forbid("RETURNING");
    SelectQuery query =
        new SelectQuery(resolver, resolver.queries().cores().outputs(list, visible));
    query.settle();
    for (Query.Output output : query.outputs()) {
      sql.append(", ").append(output.value().sql());
      columns.add(Analyzer.column(output));
    }
    return new Returned(sql.toString(), columns, true);
  }

  private List<Scope.Item> oldItems() {
    List<Scope.Item> items = new ArrayList<>();
    int number = parameters + 1;
    for (Scope.Item item : Sources.items(table, "")) {
      String value = "(?" + ++number + ")";
      items.add(new Scope.Item(item.name(), item.type(), item.typmod(), value, item.origin()));
    }
    return items;
  }

  private Plan finish(RowByRow change, Returned returned) {
    if (resolver.context().lockAtOnce() != null) {
      throw PgException.unsupported("NOWAIT in a statement that changes rows");
    }
    return new Plan(
        returned.asked() ? Plan.Kind.MODIFY_RETURNING : Plan.Kind.MODIFY,
        change.command(),
        List.of(),
        resolver.context().parameters(),
        returned.columns(),
        true,
        change);
  }
}
