// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** pg_constraint; since PostgreSQL 18 also NOT NULL is a constraint. */
final class ConstraintRows {

  private final Catalog catalog;
  private final DefinitionTexts texts;

  ConstraintRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.texts = new DefinitionTexts(catalog, path);
  }

  SystemView constraints() {
    SystemView view =
        SystemView.catalog(
            "pg_constraint",
            "oid conname connamespace contype condeferrable condeferred conenforced convalidated"
                + " conrelid contypid conindid conparentid confrelid confupdtype confdeltype"
                + " confmatchtype conislocal coninhcount connoinherit conperiod conkey confkey"
                + " conbin");
    for (Table table : catalog.tables()) {
      int index = 0;
      for (Constraint constraint : table.constraints()) {
        add(view, table, constraint, Oids.constraint(table, index++));
      }
      for (Column column : table.columns()) {
        index++;
        if (column.notNull()) {
          addNotNull(view, table, column, Oids.constraint(table, index));
        }
      }
    }
    catalog.domains().forEach(domain -> addDomain(view, domain));
    return view;
  }

  private static void addDomain(SystemView view, Domain domain) {
    int index = 0;
    for (Domain.Check check : domain.checks()) {
      addOf(view, domain, check.name(), "c", index++);
    }
    if (domain.notNull()) {
      addOf(view, domain, domain.name() + "_not_null", "n", index);
    }
  }

  private static void addOf(SystemView view, Domain domain, String name, String type, int index) {
    view.add(
        Oids.domainConstraint(domain, index),
        name,
        Oids.schema(domain.schema()),
        type,
        false,
        false,
        true,
        true,
        0,
        domain.oid(),
        0,
        0,
        0,
        " ",
        " ",
        " ",
        true,
        0,
        false,
        false,
        null,
        null,
        type.equals("c") ? SystemView.UNPRINTABLE : null);
  }

  private void add(SystemView view, Table table, Constraint constraint, long oid) {
    boolean foreign = constraint.kind() == Constraint.Kind.FOREIGN;
    String referenced = constraint.referenced();
    Table parent = referenced == null ? null : catalog.table(referenced);
    Relation.Index index = enforcing(table, constraint, parent);
    boolean deferred = constraint.actions().contains("INITIALLY DEFERRED");
    view.add(
        oid,
        constraint.name(),
        Oids.schema(table.schema()),
        type(constraint),
        deferred || constraint.actions().contains("DEFERRABLE"),
        deferred,
        true,
        constraint.isValid(),
        table.oid(),
        0,
        index == null ? 0 : index.oid(),
        0,
        parent == null ? 0 : parent.oid(),
        foreign ? action(constraint, "ON UPDATE ") : " ",
        foreign ? action(constraint, "ON DELETE ") : " ",
        foreign ? "s" : " ",
        true,
        0,
        constraint.kind() != Constraint.Kind.CHECK,
        false,
        numbers(table, constraint.columns()),
        parent == null ? null : numbers(parent, constraint.referencedColumns()),
        constraint.check() == null ? null : texts.expression(constraint.check(), table));
  }

  /** The index that a key has, or that a foreign key looks into. */
  private Relation.@Nullable Index enforcing(
      Table table, Constraint constraint, @Nullable Table parent) {
    if (constraint.isKey()) {
      return Oids.index(catalog, table, constraint);
    }
    if (parent == null) {
      return null;
    }
    for (Constraint key : parent.constraints()) {
      if (key.isKey() && key.columns().equals(constraint.referencedColumns())) {
        return Oids.index(catalog, parent, key);
      }
    }
    return null;
  }

  static String type(Constraint constraint) {
    return constraint.kind().name().substring(0, 1).toLowerCase(Locale.ROOT);
  }

  private static String action(Constraint constraint, String event) {
    int at = constraint.actions().toUpperCase(Locale.ROOT).indexOf(event);
    String action =
        at < 0 ? "" : constraint.actions().substring(at + event.length()).toUpperCase(Locale.ROOT);
    if (action.startsWith("CASCADE")) {
      return "c";
    }
    if (action.startsWith("SET NULL")) {
      return "n";
    }
    if (action.startsWith("SET DEFAULT")) {
      return "d";
    }
    return action.startsWith("RESTRICT") ? "r" : "a";
  }

  private static String numbers(Table table, List<String> columns) {
    StringJoiner numbers = new StringJoiner(",", "{", "}");
    columns.forEach(column -> numbers.add(String.valueOf(ClassRows.number(table, column))));
    return numbers.toString();
  }

  private static void addNotNull(SystemView view, Table table, Column column, long oid) {
    view.add(
        oid,
        notNullName(table, column),
        Oids.schema(table.schema()),
        "n",
        false,
        false,
        true,
        true,
        table.oid(),
        0,
        0,
        0,
        0,
        " ",
        " ",
        " ",
        true,
        0,
        false,
        false,
        numbers(table, List.of(column.name())),
        null,
        null);
  }

  static String notNullName(Table table, Column column) {
    return table.notNullName(column);
  }
}
