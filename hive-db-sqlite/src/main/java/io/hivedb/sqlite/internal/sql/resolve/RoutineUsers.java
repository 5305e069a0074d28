// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Routines;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The defaults, views, indexes and triggers that call a function. */
final class RoutineUsers {

  private final Definitions definitions;
  private final Dependents names;
  private final Routine routine;

  RoutineUsers(Definitions definitions, Routine routine) {
    this.definitions = definitions;
    this.names = new Dependents(definitions, Set.of());
    this.routine = routine;
  }

  /** Describes them, in the order of their creation. */
  List<String> lines(boolean cascade) {
    SortedMap<Integer, List<String>> lines = new TreeMap<>();
    for (Relation relation : definitions.catalog().relations()) {
      List<String> found = relation instanceof Table table ? ofTable(table, cascade) : List.of();
      if (relation instanceof Relation.Index index && calls(index.toString())) {
        refuseOverloaded("an index");
        found = List.of("index " + names.name(index));
      } else if (relation instanceof Relation.View view && calls(view.query().toString())) {
        refuseOthers(cascade, "a view");
        found = List.of(names.described(view));
      }
      lines.put(relation.oid(), found);
    }
    triggers().forEach((oid, line) -> lines.put(oid, List.of(line)));
    for (Domain domain : definitions.catalog().domains()) {
      refuseOthers(calls(domain.toString()), "a domain");
    }
    return lines.values().stream().flatMap(List::stream).collect(Collectors.toList());
  }

  private List<String> ofTable(Table table, boolean cascade) {
    Table.Materialized materialized = table.materialized();
    if (materialized != null) {
      boolean used = calls(materialized.query().toString());
      refuseOthers(used && cascade, "a materialized view");
      return used ? List.of(names.described(table)) : List.of();
    }
    return table.columns().stream()
        .filter(this::isDefault)
        .map(c -> "default value for column " + c.name() + " of " + names.described(table))
        .toList();
  }

  private Map<Integer, String> triggers() {
    Map<Integer, String> lines = new TreeMap<>();
    for (Trigger trigger : definitions.catalog().routines().triggers()) {
      boolean condition = calls(String.valueOf(trigger.definition().when()));
      if (condition) {
        refuseOverloaded("a trigger's condition");
      }
      for (Table table : definitions.catalog().tables()) {
        if (table.oid() == trigger.table() && (condition || trigger.function() == routine.oid())) {
          lines.put(trigger.oid(), "trigger " + trigger.name() + " on " + names.described(table));
        }
      }
    }
    return lines;
  }

  private void refuseOverloaded(String where) {
    refuseOthers(false, where);
  }

  private void refuseOthers(boolean always, String where) {
    if (always || isOverloaded()) {
      throw PgException.unsupported("DROP of a function that " + where + " may call");
    }
  }

  /** Drops the defaults, indexes and triggers. */
  void forget() {
    Set<Integer> going = triggers().keySet();
    for (Trigger trigger : definitions.catalog().routines().triggers()) {
      if (going.contains(trigger.oid())) {
        Routines rest = definitions.catalog().routines().without(trigger);
        definitions.become(definitions.catalog().with(rest, 0));
      }
    }
    List<Relation> indexes =
        definitions.catalog().relations().stream()
            .filter(r -> r instanceof Relation.Index && calls(r.toString()))
            .toList();
    new Drops(definitions).indexes(indexes);
    for (Table table : List.copyOf(definitions.catalog().tables())) {
      if (table.columns().stream().anyMatch(this::isDefault)) {
        List<Column> columns =
            table.columns().stream()
                .map(column -> isDefault(column) ? column.withDefault(null) : column)
                .collect(Collectors.toList());
        definitions.become(definitions.catalog().with(table.withColumns(columns)));
      }
    }
  }

  private boolean isDefault(Column column) {
    if (column.defaultValue() == null || !calls(column.defaultValue().toString())) {
      return false;
    }
    String sql = new Modifications(definitions.resolver()).defaultValue(column);
    return UserCalls.in(sql, routine);
  }

  private boolean isOverloaded() {
    return !Registry.instance().functions(routine.name()).isEmpty()
        || definitions.catalog().routines().all().stream()
                .filter(other -> other.name().equals(routine.name()))
                .count()
            > 1;
  }

  /** Whether a tree names a function so. */
  boolean calls(String tree) {
    return tree.contains("Call[names=[" + routine.name() + "]")
        || tree.contains("Call[names=[" + routine.schema() + ", " + routine.name() + "]");
  }
}
