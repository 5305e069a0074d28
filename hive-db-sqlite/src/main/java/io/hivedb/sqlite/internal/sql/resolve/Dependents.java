// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What keeps an object from being dropped, as PostgreSQL lists it. */
final class Dependents {

  private final Definitions definitions;
  private final Set<String> going;

  /**
   * @param going the keys of what is dropped at once
   */
  Dependents(Definitions definitions, Set<String> going) {
    this.definitions = definitions;
    this.going = going;
  }

  /** The error for a table or view. */
  PgException error(Relation target, String kind) {
    Set<String> lines = new LinkedHashSet<>();
    if (going.size() <= 1) {
      add(target, lines);
      return Drops.dependent(kind + " " + name(target)).detail(String.join("\n", lines));
    }
    for (Relation relation : inOrder()) {
      if (going.contains(relation.key())) {
        add(relation, lines);
      }
    }
    return new PgException(
            "2BP01", "cannot drop desired object(s) because other objects depend on them")
        .detail(String.join("\n", lines))
        .hint("Use DROP ... CASCADE to drop the dependent objects too.");
  }

  /** The error for a column that views, foreign keys or generated columns are made of. */
  PgException ofColumn(Table table, String column, List<Relation> readers) {
    String what = "column " + column + " of table " + name(table);
    Set<String> lines = new LinkedHashSet<>();
    generated(table, column)
        .forEach(
            other ->
                lines.add(
                    "column %s of table %s depends on %s"
                        .formatted(other.name(), name(table), what)));
    for (Relation other : inOrder()) {
      for (Constraint foreign :
          other instanceof Table child ? child.constraints() : List.<Constraint>of()) {
        if (refers(foreign, table, column) && !other.key().equals(table.key())) {
          lines.add(
              "constraint %s on table %s depends on %s"
                  .formatted(foreign.name(), name(other), what));
        }
      }
      if (readers.contains(other)) {
        lines.add(described(other) + " depends on " + what);
        add(other, lines);
      }
    }
    return Drops.dependent(what).detail(String.join("\n", lines));
  }

  /** The columns that are computed from a column. */
  static List<Column> generated(Table table, String column) {
    return table.columns().stream()
        .filter(c -> c.generated() != null && SqliteSchema.mentions(c.generated(), column))
        .toList();
  }

  /** Whether a foreign key refers to a column. */
  static boolean refers(Constraint foreign, Table table, String column) {
    return table.key().equals(foreign.referenced()) && foreign.referencedColumns().contains(column);
  }

  /** The error for a schema, whose objects are listed in the order of their creation. */
  PgException ofSchema(String schema) {
    SortedMap<Integer, String> lines = new TreeMap<>();
    String end = " depends on schema " + schema;
    for (Relation member : inOrder()) {
      boolean owned = member instanceof Relation.Sequence sequence && sequence.ownerTable() != null;
      if (member.schema().equals(schema) && !owned && !(member instanceof Relation.Index)) {
        lines.put(member.oid(), described(member) + end);
      }
    }
    for (Routine routine : definitions.catalog().routines().all()) {
      if (routine.schema().equals(schema)) {
        lines.put(routine.oid(), described(routine) + end);
      }
    }
    for (EnumType type : definitions.catalog().enums()) {
      if (type.schema().equals(schema)) {
        lines.put(type.type().oid(), "type " + type(schema, type.type().name()) + end);
      }
    }
    for (Domain domain : definitions.catalog().domains()) {
      if (domain.schema().equals(schema)) {
        lines.put(domain.oid(), "type " + type(schema, domain.name()) + end);
      }
    }
    PgException error = Drops.dependent("schema " + schema);
    return lines.isEmpty() ? error : error.detail(String.join("\n", lines.values()));
  }

  private void add(Relation target, Set<String> lines) {
    for (Relation other : inOrder()) {
      if (going.contains(other.key()) || other.key().equals(target.key())) {
        continue;
      }
      if (other instanceof Table child) {
        addKeys(child, target, lines);
      }
      if (ViewReads.reads(other, target, definitions.catalog())) {
        lines.add(described(other) + " depends on " + described(target));
        add(other, lines);
      }
    }
  }

  private void addKeys(Table child, Relation target, Set<String> lines) {
    for (Constraint constraint : child.constraints()) {
      if (target.key().equals(constraint.referenced())) {
        lines.add(
            "constraint %s on table %s depends on %s"
                .formatted(constraint.name(), name(child), described(target)));
      }
    }
  }

  /** PostgreSQL goes by OIDs, which grow. */
  private List<Relation> inOrder() {
    List<Relation> all = new ArrayList<>(definitions.catalog().relations());
    all.sort(Comparator.comparingInt(Relation::oid));
    return all;
  }

  /** Its kind and name, as PostgreSQL tells them. */
  String described(Relation relation) {
    String kind = relation instanceof Relation.View ? "view " : "sequence ";
    if (relation instanceof Table table) {
      kind = table.materialized() == null ? "table " : "materialized view ";
    }
    return kind + name(relation);
  }

  String described(Routine routine) {
    String kind = routine.definition().procedure() ? "procedure " : "function ";
    String arguments = routine.described().substring(routine.name().length());
    return kind + type(routine.schema(), routine.name()) + arguments;
  }

  String name(Relation relation) {
    boolean temporary = relation.schema().equals(definitions.catalog().temporarySchema());
    if (temporary) {
      return TypeTexts.identifier(relation.name());
    }
    return TypeTexts.relation(
        definitions.catalog(), relation, definitions.resolver().context().path());
  }

  /** The name of a type, with its schema where the path does not lead to it. */
  String type(String schema, String name) {
    boolean seen = definitions.resolver().context().path().contains(schema);
    String plain = TypeTexts.identifier(name);
    return seen ? plain : TypeTexts.identifier(schema) + "." + plain;
  }

  /** The columns of an enum; those of its arrays depend on the array type. */
  String columns(PgType type, String name) {
    return columns(
        column ->
            column.type().equals(type)
                ? name
                : type.equals(column.type().element()) ? name + "[]" : null);
  }

  /** The defaults, checks, views and indexes whose expressions name a type. */
  Set<String> expressions(String type) {
    String mark = "name=" + type + ", modifiers=";
    Set<String> users = new LinkedHashSet<>();
    for (Relation relation : inOrder()) {
      if (relation instanceof Table table) {
        addExpressions(table, mark, users);
      } else if (relation.toString().contains(mark)) {
        users.add(
            relation instanceof Relation.Index ? "index " + name(relation) : described(relation));
      }
    }
    Set<String> lines = new LinkedHashSet<>();
    users.forEach(user -> lines.add(user + " depends on type " + type));
    return lines;
  }

  private void addExpressions(Table table, String mark, Set<String> users) {
    for (Column column : table.columns()) {
      if ((column.defaultValue() + " " + column.generated()).contains(mark)) {
        users.add("default value for column " + column.name() + " of table " + name(table));
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (String.valueOf(constraint.check()).contains(mark)) {
        users.add("constraint " + constraint.name() + " on table " + name(table));
      }
    }
  }

  /** The columns of a domain. */
  String columns(Domain domain) {
    return columns(
        column ->
            domain.key().equals(column.domain()) ? type(domain.schema(), domain.name()) : null);
  }

  private String columns(Function<Column, @Nullable String> used) {
    List<String> lines = new ArrayList<>();
    for (Relation relation : inOrder()) {
      for (Column column : relation instanceof Table table ? table.columns() : List.<Column>of()) {
        String type = used.apply(column);
        if (type != null) {
          lines.add(
              "column %s of table %s depends on type %s"
                  .formatted(column.name(), name(relation), type));
        }
      }
    }
    return String.join("\n", lines);
  }
}
