// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Foreign keys that change rows of tables with triggers: PostgreSQL fires those, SQLite does not.
 */
public final class TriggeredCascades {

  private final Catalog catalog;
  private final Set<String> seen = new HashSet<>();

  /** Looks at the foreign keys of a catalogue. */
  public TriggeredCascades(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Refuses a change that such a foreign key goes on with. */
  void refuse(Dml dml, Table table) {
    if (dml instanceof Dml.Delete) {
      deleted(table);
    } else if (dml instanceof Dml.Update update) {
      updated(table, columns(update.assignments()));
    } else if (dml instanceof Dml.Insert insert && insert.onConflict() != null) {
      updated(table, columns(insert.onConflict().assignments()));
    } else if (dml instanceof Dml.Merge) {
      deleted(table);
      updated(table, all(table));
    }
  }

  private static List<String> all(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static List<String> columns(List<Dml.Assignment> assignments) {
    return assignments.stream()
        .flatMap(assignment -> assignment.columns().stream())
        .map(Dml.ColumnName::name)
        .toList();
  }

  private void deleted(Table parent) {
    if (!seen.add("delete " + parent.key())) {
      return;
    }
    for (Table child : catalog.tables()) {
      for (Constraint foreign : child.constraints()) {
        if (!parent.key().equals(foreign.referenced())) {
          continue;
        }
        if (foreign.actions().contains("ON DELETE CASCADE")) {
          refuse(child, "DELETE", List.of());
          deleted(child);
        } else if (foreign.actions().contains("ON DELETE SET")) {
          refuse(child, "UPDATE", foreign.columns());
          updated(child, foreign.columns());
        }
      }
    }
  }

  /** Refuses an update of some columns, as BEFORE triggers may have chosen them. */
  public void updated(Table parent, List<String> columns) {
    if (!seen.add("update " + parent.key() + columns)) {
      return;
    }
    for (Table child : catalog.tables()) {
      for (Constraint foreign : child.constraints()) {
        boolean touched =
            parent.key().equals(foreign.referenced())
                && foreign.referencedColumns().stream().anyMatch(columns::contains);
        boolean goesOn =
            foreign.actions().contains("ON UPDATE CASCADE")
                || foreign.actions().contains("ON UPDATE SET");
        if (touched && goesOn) {
          refuse(child, "UPDATE", foreign.columns());
          updated(child, foreign.columns());
        }
      }
    }
  }

  private void refuse(Table child, String event, List<String> columns) {
    for (Trigger trigger : catalog.routines().of(child)) {
      List<String> of = trigger.definition().columns();
      boolean fires = trigger.enabled() && trigger.definition().events().contains(event);
      boolean meant =
          of.isEmpty() || event.equals("DELETE") || of.stream().anyMatch(columns::contains);
      if (fires && meant) {
        throw PgException.unsupported("a foreign key that changes rows of a table with triggers");
      }
    }
  }
}
