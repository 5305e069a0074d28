// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.system.InformationRows.DATABASE;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The views of information_schema about constraints. */
final class InformationConstraints {

  private final Catalog catalog;
  private final List<String> path;

  InformationConstraints(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  SystemView tableConstraints() {
    SystemView view =
        SystemView.information(
            "table_constraints",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema"
                + " table_name constraint_type is_deferrable initially_deferred enforced"
                + " nulls_distinct");
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        boolean deferred = constraint.actions().contains("INITIALLY DEFERRED");
        add(
            view,
            table,
            constraint.name(),
            type(constraint.kind()),
            deferred ? "YES" : "NO",
            distinct(table, constraint));
      }
      for (Column column : table.columns()) {
        if (column.notNull()) {
          add(view, table, ConstraintRows.notNullName(table, column), "CHECK", "NO", null);
        }
      }
    }
    return view;
  }

  private @Nullable String distinct(Table table, Constraint constraint) {
    if (constraint.kind() != Constraint.Kind.UNIQUE) {
      return null;
    }
    Relation.Index index = Oids.index(catalog, table, constraint);
    return index != null && index.nullsNotDistinct() ? "NO" : "YES";
  }

  private static void add(
      SystemView view,
      Table table,
      String name,
      String type,
      String deferred,
      @Nullable String distinct) {
    view.add(
        DATABASE,
        table.schema(),
        name,
        DATABASE,
        table.schema(),
        table.name(),
        type,
        deferred,
        deferred,
        "YES",
        distinct);
  }

  private static String type(Constraint.Kind kind) {
    return switch (kind) {
      case PRIMARY -> "PRIMARY KEY";
      case UNIQUE -> "UNIQUE";
      case CHECK -> "CHECK";
      case FOREIGN -> "FOREIGN KEY";
    };
  }

  SystemView keyColumns() {
    SystemView view =
        SystemView.information(
            "key_column_usage",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema"
                + " table_name column_name ordinal_position position_in_unique_constraint");
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        int position = 0;
        for (String column : constraint.columns()) {
          position++;
          if (constraint.kind() != Constraint.Kind.CHECK) {
            view.add(
                DATABASE,
                table.schema(),
                constraint.name(),
                DATABASE,
                table.schema(),
                table.name(),
                column,
                position,
                inUnique(constraint, position));
          }
        }
      }
    }
    return view;
  }

  private @Nullable Object inUnique(Constraint constraint, int position) {
    if (constraint.kind() != Constraint.Kind.FOREIGN) {
      return null;
    }
    Constraint key = referencedKey(constraint);
    String column = constraint.referencedColumns().get(position - 1);
    return key == null ? null : key.columns().indexOf(column) + 1;
  }

  private @Nullable Constraint referencedKey(Constraint constraint) {
    Table parent = catalog.table(Objects.requireNonNull(constraint.referenced()));
    return parent == null
        ? null
        : parent.constraints().stream()
            .filter(Constraint::isKey)
            .filter(
                key ->
                    key.columns().size() == constraint.referencedColumns().size()
                        && key.columns().containsAll(constraint.referencedColumns()))
            .findFirst()
            .orElse(null);
  }

  /** For a foreign key the columns that it refers to, for the others their own. */
  SystemView constraintColumns(boolean columns) {
    String names =
        "table_catalog table_schema table_name "
            + (columns ? "column_name " : "")
            + "constraint_catalog constraint_schema constraint_name";
    SystemView view =
        SystemView.information(
            columns ? "constraint_column_usage" : "constraint_table_usage", names);
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        boolean foreign = constraint.kind() == Constraint.Kind.FOREIGN;
        Table used =
            foreign ? catalog.table(Objects.requireNonNull(constraint.referenced())) : table;
        List<String> names1 = foreign ? constraint.referencedColumns() : constraint.columns();
        if (used != null && columns) {
          for (String column : names1) {
            view.add(
                DATABASE,
                used.schema(),
                used.name(),
                column,
                DATABASE,
                table.schema(),
                constraint.name());
          }
        } else if (used != null && constraint.kind() != Constraint.Kind.CHECK) {
          view.add(
              DATABASE, used.schema(), used.name(), DATABASE, table.schema(), constraint.name());
        }
      }
      notNull(view, table, columns);
    }
    return view;
  }

  private static void notNull(SystemView view, Table table, boolean columns) {
    for (Column column : table.columns()) {
      if (column.notNull() && columns) {
        view.add(
            DATABASE,
            table.schema(),
            table.name(),
            column.name(),
            DATABASE,
            table.schema(),
            ConstraintRows.notNullName(table, column));
      }
    }
  }

  SystemView references() {
    SystemView view =
        SystemView.information(
            "referential_constraints",
            "constraint_catalog constraint_schema constraint_name unique_constraint_catalog"
                + " unique_constraint_schema unique_constraint_name match_option update_rule"
                + " delete_rule");
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (constraint.kind() == Constraint.Kind.FOREIGN) {
          Table parent = catalog.table(Objects.requireNonNull(constraint.referenced()));
          Constraint key = referencedKey(constraint);
          view.add(
              DATABASE,
              table.schema(),
              constraint.name(),
              key == null ? null : DATABASE,
              parent == null ? null : parent.schema(),
              key == null ? null : key.name(),
              "NONE",
              rule(constraint, "ON UPDATE "),
              rule(constraint, "ON DELETE "));
        }
      }
    }
    return view;
  }

  private static String rule(Constraint constraint, String event) {
    String actions = constraint.actions().toUpperCase(Locale.ROOT);
    int at = actions.indexOf(event);
    for (String rule : List.of("CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT")) {
      if (at >= 0 && actions.startsWith(rule, at + event.length())) {
        return rule;
      }
    }
    return "NO ACTION";
  }

  SystemView checks() {
    SystemView view =
        SystemView.information(
            "check_constraints",
            "constraint_catalog constraint_schema constraint_name check_clause");
    DefinitionTexts texts = new DefinitionTexts(catalog, path);
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (constraint.check() != null) {
          String clause = texts.expression(constraint.check(), table);
          view.add(DATABASE, table.schema(), constraint.name(), clause);
        }
      }
      for (Column column : table.columns()) {
        if (column.notNull()) {
          view.add(
              DATABASE,
              table.schema(),
              ConstraintRows.notNullName(table, column),
              column.name() + " IS NOT NULL");
        }
      }
    }
    for (Domain domain : catalog.domains()) {
      for (Domain.Check check : domain.checks()) {
        view.add(DATABASE, domain.schema(), check.name(), SystemView.UNPRINTABLE);
      }
      if (domain.notNull()) {
        String name = domain.name() + "_not_null";
        view.add(DATABASE, domain.schema(), name, "VALUE IS NOT NULL");
      }
    }
    return view;
  }
}
