// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions, procedures and triggers; immutable. */
public final class Routines {

  /** None at all. */
  public static final Routines NONE = new Routines(Map.of(), Map.of());

  private final Map<String, Routine> routines;
  private final Map<String, Trigger> triggers;

  private Routines(Map<String, Routine> routines, Map<String, Trigger> triggers) {
    this.routines = routines;
    this.triggers = triggers;
  }

  /** All functions and procedures, in the order of their creation. */
  public Collection<Routine> all() {
    return routines.values();
  }

  /** All triggers, in the order of their creation. */
  public Collection<Trigger> triggers() {
    return triggers.values();
  }

  /** Those of a name, in the first schema of the path that has one. */
  public List<Routine> named(@Nullable String schema, String name, List<String> path) {
    for (String candidate : schema == null ? path : List.of(schema)) {
      List<Routine> found = new ArrayList<>();
      for (Routine routine : routines.values()) {
        if (routine.name().equals(name) && routine.schema().equals(candidate)) {
          found.add(routine);
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** A routine by its key. */
  public @Nullable Routine of(String key) {
    return routines.get(key);
  }

  /** A routine by its OID. */
  public @Nullable Routine of(int oid) {
    for (Routine routine : routines.values()) {
      if (routine.oid() == oid) {
        return routine;
      }
    }
    return null;
  }

  /** The triggers of a table, in the order in which they fire. */
  public List<Trigger> of(Table table) {
    List<Trigger> found = new ArrayList<>();
    for (Trigger trigger : triggers.values()) {
      if (trigger.table() == table.oid()) {
        found.add(trigger);
      }
    }
    found.sort(Comparator.comparing(Trigger::name));
    return found;
  }

  /** A trigger of a table by its name. */
  public @Nullable Trigger of(Table table, String name) {
    return triggers.get(key(table.oid(), name));
  }

  /** Adds or replaces a routine. */
  public Routines with(Routine routine) {
    return new Routines(Keyed.changed(routines, routine.key(), routine), triggers);
  }

  /** Drops a routine. */
  public Routines without(Routine routine) {
    return new Routines(Keyed.changed(routines, routine.key(), null), triggers);
  }

  /** Adds or replaces a trigger. */
  public Routines with(Trigger trigger) {
    String key = key(trigger.table(), trigger.name());
    return new Routines(routines, Keyed.changed(triggers, key, trigger));
  }

  /** Drops a trigger. */
  public Routines without(Trigger trigger) {
    String key = key(trigger.table(), trigger.name());
    return new Routines(routines, Keyed.changed(triggers, key, null));
  }

  private static String key(int table, String name) {
    return table + "." + name;
  }
}
