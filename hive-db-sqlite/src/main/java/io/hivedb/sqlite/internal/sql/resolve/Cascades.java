// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What DROP ... CASCADE takes along, as its notice lists it: PostgreSQL follows the newest object
 * first, drops what depends on an object before it, and lists all that the other way round.
 */
final class Cascades {

  /** An object on its way out, with what else goes because of it. */
  private record Victim(int oid, Runnable visit) {}

  private final Definitions definitions;
  private final Dependents names;
  private final Set<String> going = new HashSet<>();
  private final Map<String, String> lines = new LinkedHashMap<>();

  Cascades(Definitions definitions) {
    this.definitions = definitions;
    this.names = new Dependents(definitions, Set.of());
  }

  /** Tells what goes with relations that are named. */
  void tell(Collection<Relation> named) {
    named.forEach(relation -> going.add(relation.key()));
    named.forEach(this::follow);
    tell();
  }

  /** Tells what goes with a column: computed columns, foreign keys, views. */
  void tell(Table table, String column, List<Relation> readers) {
    List<Victim> victims = new ArrayList<>();
    for (Column other : Dependents.generated(table, column)) {
      String line = "column " + other.name() + " of " + names.described(table);
      victims.add(new Victim(table.oid(), () -> lines.put(line, "")));
    }
    for (Table child : definitions.catalog().tables()) {
      for (Constraint foreign : child.constraints()) {
        if (Dependents.refers(foreign, table, column)) {
          victims.add(new Victim(child.oid() + 1, () -> key(child, foreign)));
        }
      }
    }
    readers.forEach(view -> victims.add(new Victim(view.oid(), () -> visit(view))));
    visit(victims);
    tell();
  }

  /** Tells what goes with a schema. */
  void tell(String schema) {
    List<Victim> members = new ArrayList<>();
    for (Relation relation : definitions.catalog().relations()) {
      boolean owned =
          relation instanceof Relation.Sequence sequence && sequence.ownerTable() != null;
      if (relation.schema().equals(schema) && !owned && !(relation instanceof Relation.Index)) {
        members.add(new Victim(relation.oid(), () -> visit(relation)));
      }
    }
    definitions.catalog().enums().stream()
        .filter(type -> type.schema().equals(schema))
        .forEach(type -> members.add(type(schema, type.type().name(), type.type().oid())));
    definitions.catalog().domains().stream()
        .filter(type -> type.schema().equals(schema))
        .forEach(type -> members.add(type(schema, type.name(), type.oid())));
    definitions.catalog().routines().all().stream()
        .filter(routine -> routine.schema().equals(schema))
        .forEach(routine -> members.add(routine(routine)));
    visit(members);
    if (schema.equals("public")) {
      extensions(definitions).forEach(name -> lines.put("extension " + name, ""));
    }
    tell();
  }

  /** The extensions in the schema public; they are its oldest objects. */
  static List<String> extensions(Definitions definitions) {
    return definitions.catalog().extensions().stream().filter(n -> !n.equals("plpgsql")).toList();
  }

  private Victim type(String schema, String name, int oid) {
    return new Victim(oid, () -> lines.put("type " + names.type(schema, name), ""));
  }

  private Victim routine(Routine routine) {
    return new Victim(routine.oid(), () -> lines.put(names.described(routine), ""));
  }

  private void visit(Relation relation) {
    if (going.add(relation.key())) {
      follow(relation);
      lines.put(names.described(relation), "");
    }
  }

  private void follow(Relation target) {
    List<Victim> victims = new ArrayList<>();
    for (Relation other : definitions.catalog().relations()) {
      if (ViewReads.reads(other, target, definitions.catalog())) {
        victims.add(new Victim(other.oid(), () -> visit(other)));
      }
      if (other instanceof Table child) {
        for (Constraint constraint : child.constraints()) {
          if (target.key().equals(constraint.referenced())) {
            victims.add(new Victim(child.oid() + 1, () -> key(child, constraint)));
          }
        }
      }
    }
    visit(victims);
  }

  private void key(Table child, Constraint constraint) {
    lines.put("constraint " + constraint.name() + " on " + names.described(child), child.key());
  }

  private static void visit(List<Victim> victims) {
    victims.sort(Comparator.comparingInt(Victim::oid).reversed());
    victims.forEach(victim -> victim.visit().run());
  }

  private void tell() {
    List<String> all = new ArrayList<>();
    lines.forEach((line, table) -> add(all, line, table));
    Collections.reverse(all);
    tell(definitions, all);
  }

  /** A constraint of a table that goes is not told of. */
  private void add(List<String> all, String line, String table) {
    if (!going.contains(table)) {
      all.add(line);
    }
  }

  /** Tells what goes along. */
  static void tell(Definitions definitions, List<String> victims) {
    if (victims.isEmpty()) {
      return;
    }
    if (victims.size() == 1) {
      definitions.tell(Notice.of(Notice.SUCCESS, "drop cascades to " + victims.get(0)));
      return;
    }
    definitions.tell(
        new Notice(
            "NOTICE",
            Notice.SUCCESS,
            "drop cascades to " + victims.size() + " other objects",
            "drop cascades to " + String.join("\ndrop cascades to ", victims),
            null));
  }
}
