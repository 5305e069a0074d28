// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Routines;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.TriggerDefinition;
import java.util.ArrayList;
import java.util.List;

/** CREATE, ALTER and DROP of triggers. */
final class TriggerDefinitions {

  private final Definitions definitions;

  TriggerDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  private Routines routines() {
    return definitions.catalog().routines();
  }

  private Context context() {
    return definitions.resolver().context();
  }

  void create(Ddl.CreateTrigger create) {
    TriggerDefinition definition = create.definition();
    Table table = table(definition.table());
    refuse(definition, table);
    checkColumns(definition, table);
    checkCondition(definition, table);
    Routine function = function(definition.function());
    Trigger old = routines().of(table, definition.name());
    if (old != null && !create.replace()) {
      throw new PgException(
          "42710",
          "trigger \""
              + definition.name()
              + "\" for relation \""
              + table.name()
              + "\" already exists");
    }
    int oid = old == null ? definitions.catalog().nextOid() : old.oid();
    become(new Trigger(oid, definition.name(), table.oid(), function.oid(), true, definition));
  }

  private void become(Trigger trigger) {
    definitions.become(definitions.catalog().with(routines().with(trigger), trigger.oid()));
  }

  private Table table(QualifiedName name) {
    Relation relation = context().relation(name);
    if (relation instanceof Relation.View) {
      throw new PgException("42809", "\"" + name.name() + "\" is a view")
          .detail("Views cannot have row-level BEFORE or AFTER triggers.");
    }
    if (!(relation instanceof Table table) || table.materialized() != null) {
      throw new PgException("42809", "relation \"" + name.name() + "\" cannot have triggers");
    }
    if (table.temporary()) {
      throw PgException.unsupported("a trigger of a temporary table");
    }
    return table;
  }

  private static void refuse(TriggerDefinition definition, Table table) {
    if (definition.events().contains("TRUNCATE")) {
      throw PgException.unsupported("a trigger for TRUNCATE");
    }
    if (definition.oldTable() != null || definition.newTable() != null) {
      throw PgException.unsupported("a trigger with REFERENCING");
    }
    boolean generated = table.columns().stream().anyMatch(c -> c.generated() != null);
    if (generated && definition.columns().size() > 0) {
      throw PgException.unsupported("a trigger for UPDATE OF on a table with generated columns");
    }
  }

  private static void checkColumns(TriggerDefinition definition, Table table) {
    for (String column : definition.columns()) {
      if (table.column(column) == null) {
        throw new PgException(
            "42703",
            "column \"" + column + "\" of relation \"" + table.name() + "\" does not exist");
      }
    }
  }

  private void checkCondition(TriggerDefinition definition, Table table) {
    ParsedStatement when = definition.when();
    if (when == null) {
      return;
    }
    String text = when.tree().toString();
    boolean old = text.contains("names=[old") || text.contains("qualifier=[old");
    boolean now = text.contains("names=[new") || text.contains("qualifier=[new");
    refuse(definition, "INSERT", "OLD", old);
    refuse(definition, "DELETE", "NEW", now);
    if (!definition.row() && (old || now)) {
      throw new PgException(
          "42P17", "statement trigger's WHEN condition cannot reference column values");
    }
    if (definition.before()) {
      refuseGenerated(text, table);
    }
    List<Variables.Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      items.add(new Variables.Item(column.name(), column.type(), column.typmod()));
    }
    List<Variables.Group> rows =
        List.of(new Variables.Group("old", true, items), new Variables.Group("new", true, items));
    Variables variables = new Variables(0, rows, false);
    Analyzer.plan(when, definitions.catalog(), context().path(), variables);
  }

  /** They are computed after the triggers have run. */
  private static void refuseGenerated(String when, Table table) {
    for (Column column : table.columns()) {
      boolean named = when.contains("names=[new, " + column.name() + "]");
      boolean whole = when.contains("names=[new]") || when.contains("qualifier=[new]");
      if (column.generated() != null && (named || whole)) {
        throw new PgException(
                "42P17", "BEFORE trigger's WHEN condition cannot reference NEW generated columns")
            .detail(
                named
                    ? "Column \"" + column.name() + "\" is a generated column."
                    : "A whole-row reference is used and the table contains generated columns.");
      }
    }
  }

  private static void refuse(
      TriggerDefinition definition, String event, String row, boolean mentioned) {
    if (mentioned && definition.events().contains(event)) {
      throw new PgException(
          "42P17", event + " trigger's WHEN condition cannot reference " + row + " values");
    }
  }

  private Routine function(QualifiedName name) {
    for (Routine routine : routines().named(name.schema(), name.name(), context().path())) {
      if (routine.arguments().isEmpty()) {
        if (!routine.definition().isTrigger()) {
          throw new PgException("42P17", "function " + name.name() + " must return type trigger");
        }
        return routine;
      }
    }
    throw new PgException("42883", "function " + name + "() does not exist");
  }

  void drop(Ddl.DropTrigger drop) {
    Catalog catalog = definitions.catalog();
    QualifiedName name = drop.table();
    Relation relation = catalog.find(name.schema(), name.name(), context().path());
    if (relation == null) {
      String why = "relation \"" + name + "\" does not exist";
      if (!drop.ifExists()) {
        throw new PgException("42P01", why);
      }
      if (!RoutineSearch.isInMissingSchema(name.schema(), definitions)) {
        definitions.skip(Notice.SUCCESS, why);
      }
      return;
    }
    Trigger trigger = relation instanceof Table table ? routines().of(table, drop.name()) : null;
    if (trigger != null) {
      definitions.become(catalog.with(routines().without(trigger), 0));
    } else if (drop.ifExists()) {
      String text = "trigger \"%s\" for relation \"%s\" does not exist";
      definitions.skip(Notice.SUCCESS, text.formatted(drop.name(), name));
    } else {
      throw missing(drop.name(), name.name());
    }
  }

  static PgException missing(String trigger, String table) {
    return new PgException(
        "42704", "trigger \"" + trigger + "\" for table \"" + table + "\" does not exist");
  }

  void rename(Ddl.RenameTrigger rename) {
    Table table = table(rename.table());
    Trigger trigger = routines().of(table, rename.name());
    if (trigger == null) {
      throw missing(rename.name(), table.name());
    }
    if (routines().of(table, rename.to()) != null) {
      throw new PgException(
          "42710",
          "trigger \"" + rename.to() + "\" for relation \"" + table.name() + "\" already exists");
    }
    Routines changed = routines().without(trigger).with(trigger.named(rename.to()));
    definitions.become(definitions.catalog().with(changed, 0));
  }

  /** ENABLE and DISABLE TRIGGER of one trigger or of all that users made. */
  void enable(Table table, String name, boolean all, boolean on) {
    boolean found = all;
    for (Trigger trigger : routines().of(table)) {
      if (all || trigger.name().equals(name)) {
        become(trigger.enabled(on));
        found = true;
      }
    }
    if (!found) {
      throw missing(name, table.name());
    }
  }

  /** Refuses a change of a column that a trigger names. */
  static void refuseColumn(Catalog catalog, Table table, String column) {
    for (Trigger trigger : catalog.routines().of(table)) {
      TriggerDefinition definition = trigger.definition();
      String when = definition.when() == null ? "" : definition.when().tree().toString();
      if (definition.columns().contains(column) || when.contains(", " + column + "], position")) {
        throw PgException.unsupported("a change of a column that a trigger names");
      }
    }
  }
}
