// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.RowLocking;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteUpdateListener;

/**
 * Runs the statements of a transaction while another one of the same thread has locked rows and
 * written nothing. To wait for that one would be to wait for itself, so it lends its lock; a
 * statement that comes upon a row that is locked there fails as if it had waited too long.
 */
final class RowGuard implements SQLiteUpdateListener {

  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final Transaction transaction;
  private final StatementCache statements;

  /** The numbers of the changed rows by SQLite's names of their tables. */
  private final Map<String, Set<Long>> changed = new HashMap<>();

  RowGuard(
      SQLiteConnection raw, SqlSession sql, Transaction transaction, StatementCache statements) {
    this.raw = raw;
    this.sql = sql;
    this.transaction = transaction;
    this.statements = statements;
  }

  /** Asks the transaction that has the lock, if that is one of this thread, to lend it. */
  void borrow(Plan plan, WriteLock lock, Session session) throws SQLException {
    Session other = plan.writes() && isWatched(plan) ? lock.mine(session) : null;
    boolean committed = transaction.mode().isolation() <= Connection.TRANSACTION_READ_COMMITTED;
    if (other != null && committed) {
      other.lend();
    }
  }

  /** Before what may change anything. */
  void refuse() throws SQLException {
    if (!transaction.raw().lent().isEmpty()) {
      throw WriteLock.busy();
    }
  }

  /** What is seen of row by row. */
  private static boolean isWatched(Plan plan) {
    return plan.kind() == Plan.Kind.MODIFY
        || plan.kind() == Plan.Kind.MODIFY_RETURNING
        || (plan.effect() instanceof RowLocking locking && locking.table() != null);
  }

  /** Runs a plan. */
  Outcome run(Plan plan, SessionLock.Work<Outcome> work) throws SQLException {
    List<RowHold> lent = transaction.raw().lent();
    boolean writes = plan.writes() || sql.calls().mayWrite(plan);
    Outcome outcome = lent.isEmpty() || !writes ? work.run() : watched(plan, lent, work);
    return plan.effect() instanceof RowLocking locking ? locked(locking, outcome, lent) : outcome;
  }

  private Outcome watched(Plan plan, List<RowHold> lent, SessionLock.Work<Outcome> work)
      throws SQLException {
    if (!isWatched(plan)) {
      throw WriteLock.busy();
    }
    changed.clear();
    raw.addUpdateListener(this);
    try {
      Outcome outcome = work.run();
      check(lent);
      return outcome;
    } finally {
      raw.removeUpdateListener(this);
    }
  }

  @Override
  public void onUpdate(Type type, String database, String table, long row) {
    changed.computeIfAbsent(table, key -> new HashSet<>()).add(row);
  }

  private void check(List<RowHold> lent) throws SQLException {
    for (RowHold hold : lent) {
      for (Map.Entry<String, Set<Long>> rows : hold.rows().entrySet()) {
        if (isTouched(sql.catalog().table(rows.getKey()), rows.getValue())) {
          throw WriteLock.busy();
        }
      }
    }
  }

  /** SQLite does not tell of all rows that are deleted, nor from which number one was changed. */
  private boolean isTouched(@Nullable Table table, Set<Long> rows) throws SQLException {
    return table == null
        || rows.stream().anyMatch(changedIn(table)::contains)
        || isReferenced(table)
        || count(table, rows) < rows.size();
  }

  private Set<Long> changedIn(Table table) {
    return changed.getOrDefault(Names.bare(table.sqlite()), Set.of());
  }

  /** A row that refers to a locked one cannot be written: that would lock its key. */
  private boolean isReferenced(Table table) {
    Catalog catalog = sql.catalog();
    return catalog.tables().stream()
        .filter(other -> !changedIn(other).isEmpty())
        .flatMap(other -> other.constraints().stream())
        .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN)
        .anyMatch(constraint -> table.key().equals(constraint.referenced()));
  }

  private long count(Table table, Set<Long> rows) throws SQLException {
    PreparedStatement count =
        statements.get(
            "SELECT count(*) FROM "
                + table.sqlite()
                + " WHERE "
                + table.rowNumber()
                + " IN (SELECT value FROM json_each(?))");
    count.setString(1, rows.toString());
    try (ResultSet result = count.executeQuery()) {
      return result.getLong(1);
    }
  }

  /** Notes which rows a query has locked, whose numbers the client does not see. */
  private Outcome locked(RowLocking locking, Outcome outcome, List<RowHold> lent)
      throws SQLException {
    Outcome.Rows rows = outcome.rows();
    if (locking.table() == null || rows == null) {
      transaction.raw().locked(null, List.of());
      return outcome;
    }
    List<@Nullable Object[]> visible = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (@Nullable Object[] row : rows.values()) {
      visible.add(Arrays.copyOf(row, row.length - 1));
      numbers.add(((Number) row[row.length - 1]).longValue());
    }
    for (RowHold hold : lent) {
      Set<Long> theirs = hold.rows().getOrDefault(locking.table(), Set.of());
      if (numbers.stream().anyMatch(theirs::contains)) {
        refuse(locking.problem());
      }
    }
    transaction.raw().locked(locking.table(), numbers);
    return new Outcome(new Outcome.Rows(rows.columns(), visible), outcome.count());
  }

  private static void refuse(@Nullable String problem) throws SQLException {
    if (problem != null) {
      throw new PgException("55P03", problem);
    }
    throw WriteLock.busy();
  }
}
