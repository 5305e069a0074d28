// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.ConstraintTiming;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * What SET CONSTRAINTS said in this transaction. SQLite defers all foreign keys or none; so after
 * the first such command it defers all, and those that are not to be deferred are checked here,
 * after each statement.
 */
final class ConstraintModes {

  private record Mark(String savepoint, Map<String, Boolean> deferred) {}

  /** The key of all that have no key of their own here. */
  private static final String ALL = "";

  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Map<String, Boolean> deferred = Map.of();

  ConstraintModes(SQLiteConnection raw, SqlSession sql) {
    this.raw = raw;
    this.sql = sql;
  }

  void set(ConstraintTiming timing) throws SQLException {
    List<String> named = timing.constraints();
    Map<String, Boolean> changed = named == null ? new HashMap<>() : new HashMap<>(deferred);
    for (String key : named == null ? List.of(ALL) : named) {
      changed.put(key, timing.deferred());
    }
    deferred = Map.copyOf(changed);
    if (!timing.deferred()) {
      check(null);
    }
  }

  private boolean isDeferred(Table table, Constraint constraint) {
    if (!constraint.actions().contains("DEFERRABLE")) {
      return false;
    }
    Boolean all = deferred.get(ALL);
    boolean initially = constraint.actions().contains("INITIALLY DEFERRED");
    return deferred.getOrDefault(
        Names.key(table.key(), constraint.name()), all == null ? initially : all);
  }

  /** Before a statement. */
  void before(StatementCache statements) throws SQLException {
    if (!deferred.isEmpty()) {
      statements.run("PRAGMA defer_foreign_keys = ON");
    }
  }

  /** After a statement. */
  void after(Plan plan) throws SQLException {
    if (!deferred.isEmpty() && plan.writes()) {
      check(plan.effect() instanceof RowChange change ? change : null);
    }
  }

  private void check(@Nullable RowChange change) throws SQLException {
    Table changed = change == null ? null : sql.catalog().table(change.table());
    boolean written = change == null || !change.command().equals("DELETE");
    PgException violated =
        new ForeignKeyTrace(sql, raw, changed)
            .immediate((table, constraint) -> !isDeferred(table, constraint), written);
    if (violated != null) {
      throw violated;
    }
  }

  void savepoint(String name) {
    marks.push(new Mark(name, deferred));
  }

  void rollbackTo(String name) {
    while (!marks.isEmpty() && !marks.element().savepoint().equals(name)) {
      marks.pop();
    }
    if (!marks.isEmpty()) {
      deferred = marks.element().deferred();
    }
  }

  /** The transaction has ended. */
  void forget() {
    marks.clear();
    deferred = Map.of();
  }
}
