// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.parse.TriggerDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pg_trigger, and the views of information_schema about triggers. */
final class TriggerRows {

  private static final String DATABASE = SmallRows.DATABASE;
  private static final List<String> EVENTS = List.of("INSERT", "DELETE", "UPDATE");
  private static final int ROW = 1;
  private static final int BEFORE = 2;
  private static final int INSERT = 4;

  private final Catalog catalog;
  private final List<String> path;

  TriggerRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  SystemView triggers() {
    SystemView view =
        SystemView.catalog(
            "pg_trigger",
            "oid tgrelid tgparentid tgname tgfoid tgtype tgenabled tgisinternal tgconstrrelid"
                + " tgconstrindid tgconstraint tgdeferrable tginitdeferred tgnargs tgattr tgqual"
                + " tgoldtable tgnewtable");
    each(
        (table, trigger) -> {
          TriggerDefinition definition = trigger.definition();
          view.add(
              trigger.oid(),
              table.oid(),
              0,
              trigger.name(),
              trigger.function(),
              type(definition),
              trigger.enabled() ? "O" : "D",
              false,
              0,
              0,
              0,
              false,
              false,
              definition.arguments().size(),
              columns(table, definition),
              definition.when() == null ? null : SystemView.UNPRINTABLE,
              null,
              null);
        });
    new ReferenceTriggers(catalog).add(view);
    return view;
  }

  private void each(BiConsumer<Table, Trigger> action) {
    for (Trigger trigger : catalog.routines().triggers()) {
      for (Table table : catalog.tables()) {
        if (table.oid() == trigger.table()) {
          action.accept(table, trigger);
        }
      }
    }
  }

  private static int type(TriggerDefinition definition) {
    int type = (definition.row() ? ROW : 0) + (definition.before() ? BEFORE : 0);
    for (String event : definition.events()) {
      type |= INSERT << EVENTS.indexOf(event);
    }
    return type;
  }

  private static String columns(Table table, TriggerDefinition definition) {
    StringJoiner numbers = new StringJoiner(",", "{", "}");
    definition
        .columns()
        .forEach(column -> numbers.add(String.valueOf(ClassRows.number(table, column))));
    return numbers.toString();
  }

  /** information_schema.triggers: a row for each event. */
  SystemView information() {
    SystemView view =
        SystemView.information(
            "triggers",
            "trigger_catalog trigger_schema trigger_name event_manipulation event_object_catalog"
                + " event_object_schema event_object_table action_order action_condition"
                + " action_statement action_orientation action_timing action_reference_old_table"
                + " action_reference_new_table action_reference_old_row action_reference_new_row"
                + " created");
    each(
        (table, trigger) -> {
          for (String event : EVENTS) {
            if (trigger.definition().events().contains(event)) {
              view.add(row(table, trigger, event));
            }
          }
        });
    return view;
  }

  private @Nullable Object[] row(Table table, Trigger trigger, String event) {
    TriggerDefinition definition = trigger.definition();
    return new @Nullable Object[] {
      DATABASE,
      table.schema(),
      trigger.name(),
      event,
      DATABASE,
      table.schema(),
      table.name(),
      order(table, trigger, event),
      definition.when() == null ? null : SystemView.UNPRINTABLE,
      call(trigger, path),
      definition.row() ? "ROW" : "STATEMENT",
      definition.before() ? "BEFORE" : "AFTER",
      null,
      null,
      null,
      null,
      null,
    };
  }

  /** The place among those that fire at the same time. */
  private long order(Table table, Trigger trigger, String event) {
    TriggerDefinition own = trigger.definition();
    return catalog.routines().of(table).stream()
        .filter(
            other ->
                other.definition().events().contains(event)
                    && other.definition().row() == own.row()
                    && other.definition().before() == own.before()
                    && other.name().compareTo(trigger.name()) <= 0)
        .count();
  }

  SystemView columns() {
    SystemView view =
        SystemView.information(
            "triggered_update_columns",
            "trigger_catalog trigger_schema trigger_name event_object_catalog event_object_schema"
                + " event_object_table event_object_column");
    each(
        (table, trigger) -> {
          for (String column : trigger.definition().columns()) {
            view.add(
                DATABASE,
                table.schema(),
                trigger.name(),
                DATABASE,
                table.schema(),
                table.name(),
                column);
          }
        });
    return view;
  }

  /** {@code pg_get_triggerdef}; null for what is no trigger that a user made. */
  @Nullable String definition(long oid, boolean pretty, List<String> path) {
    StringBuilder text = new StringBuilder();
    each(
        (table, trigger) -> {
          if (trigger.oid() == oid) {
            text.append(text(table, trigger, pretty, path));
          }
        });
    return text.isEmpty() ? null : ObjectNames.printed(text.toString());
  }

  private String text(Table table, Trigger trigger, boolean pretty, List<String> path) {
    TriggerDefinition definition = trigger.definition();
    if (definition.when() != null) {
      return SystemView.UNPRINTABLE;
    }
    StringJoiner events = new StringJoiner(" OR ");
    for (String event : EVENTS) {
      boolean of = event.equals("UPDATE") && !definition.columns().isEmpty();
      if (definition.events().contains(event)) {
        events.add(of ? "UPDATE OF " + DefinitionTexts.names(definition.columns()) : event);
      }
    }
    return "CREATE TRIGGER "
        + TypeTexts.identifier(trigger.name())
        + (definition.before() ? " BEFORE " : " AFTER ")
        + events
        + " ON "
        + TypeTexts.relation(catalog, table, pretty ? path : List.of())
        + " FOR EACH "
        + (definition.row() ? "ROW " : "STATEMENT ")
        + call(trigger, path);
  }

  private String call(Trigger trigger, List<String> path) {
    Routine function = Objects.requireNonNull(catalog.routines().of(trigger.function()));
    boolean visible = path.contains(function.schema());
    return "EXECUTE FUNCTION "
        + (visible ? "" : TypeTexts.identifier(function.schema()) + ".")
        + TypeTexts.identifier(function.name())
        + trigger.definition().arguments().stream()
            .map(Names::literal)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** What {@code tgtype} says of the name of an event. */
  static int bit(String event) {
    return INSERT << EVENTS.indexOf(event.toUpperCase(Locale.ROOT));
  }
}
