// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The triggers by which PostgreSQL keeps a foreign key: two on each of its tables. */
final class ReferenceTriggers {

  private static final long FIRST = 3_600_000_000L;
  private static final int CHECK_INSERT = 1644;
  private static final int CHECK_UPDATE = 1645;
  private static final List<String> ACTIONS =
      List.of("CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION");
  private static final int FIRST_ACTION = 1646;

  private final Catalog catalog;

  ReferenceTriggers(Catalog catalog) {
    this.catalog = catalog;
  }

  void add(SystemView view) {
    long oid = FIRST;
    for (Table table : catalog.tables()) {
      int index = 0;
      for (Constraint key : table.constraints()) {
        long constraint = Oids.constraint(table, index++);
        Table parent = key.referenced() == null ? null : catalog.table(key.referenced());
        if (key.kind() == Constraint.Kind.FOREIGN && parent != null) {
          Trigger made = new Trigger(view, key, constraint, enforcing(parent, key));
          int delete = action(key, "ON DELETE ");
          int update = action(key, "ON UPDATE ");
          made.add(oid++, "a", parent, table, FIRST_ACTION + 2 * delete, "delete", delete);
          made.add(oid++, "a", parent, table, FIRST_ACTION + 2 * update + 1, "update", update);
          made.add(oid++, "c", table, parent, CHECK_INSERT, "insert", ACTIONS.size() - 1);
          made.add(oid++, "c", table, parent, CHECK_UPDATE, "update", ACTIONS.size() - 1);
        }
      }
    }
  }

  private static int action(Constraint key, String event) {
    String actions = key.actions().toUpperCase(Locale.ROOT);
    int at = actions.indexOf(event);
    for (int i = 0; at >= 0 && i < ACTIONS.size(); i++) {
      if (actions.startsWith(ACTIONS.get(i), at + event.length())) {
        return i;
      }
    }
    return ACTIONS.size() - 1;
  }

  private long enforcing(Table parent, Constraint key) {
    for (Constraint candidate : parent.constraints()) {
      Relation.Index index = Oids.index(catalog, parent, candidate);
      if (candidate.isKey() && candidate.columns().equals(columns(parent, key)) && index != null) {
        return index.oid();
      }
    }
    return 0;
  }

  private static List<String> columns(Table parent, Constraint key) {
    return key.referencedColumns().isEmpty() && parent.primaryKey() != null
        ? Objects.requireNonNull(parent.primaryKey()).columns()
        : key.referencedColumns();
  }

  private record Trigger(SystemView view, Constraint key, long constraint, long index) {

    void add(long oid, String side, Table on, Table other, int function, String event, int action) {
      boolean deferred = key.actions().contains("INITIALLY DEFERRED");
      boolean deferrable =
          deferred
              || (key.actions().contains("DEFERRABLE")
                  && !key.actions().contains("NOT DEFERRABLE"));
      // What changes rows is never put off.
      boolean checks = action == ACTIONS.size() - 1;
      view.add(
          oid,
          on.oid(),
          0,
          "RI_ConstraintTrigger_" + side + "_" + oid,
          function,
          1 + TriggerRows.bit(event),
          on.traits().unchecked() ? "D" : "O",
          true,
          other.oid(),
          index,
          constraint,
          checks && deferrable,
          checks && deferred,
          0,
          "{}",
          null,
          null,
          null);
    }
  }
}
