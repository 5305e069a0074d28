// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes of a transaction that the lock of another one keeps from being made, where both
 * transactions are the same thread's: to wait would be to wait for oneself. Migration tools write
 * their history so, on a second connection, before they commit the migration on the first.
 *
 * <p>Such a write is tried inside the other transaction and taken back at once, which gives its
 * count or its error; it is made in its own transaction when the other one has ended. If its count
 * is another by then, the transaction fails with 40001.
 */
final class PostponedWrites {

  private record Write(Plan plan, List<@Nullable Object> values, long count) {

    Outcome make(StepRunner steps) throws SQLException {
      return steps.run(plan, values.toArray(), 0);
    }
  }

  /** What a trial would leave behind, and what would be another's. */
  private static final Pattern LEAVES_TRACES =
      Pattern.compile("pg_(nextval|setval|currval|lastval|set_config|try_|advisory)");

  private final WriteLock lock;
  private final Session session;
  private final SqlSession sql;
  private final List<Write> writes = new ArrayList<>();

  PostponedWrites(WriteLock lock, Session session, SqlSession sql) {
    this.lock = lock;
    this.session = session;
    this.sql = sql;
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  void forget() {
    writes.clear();
  }

  /** The transaction of this session holds the lock: writes of this thread's others wait for it. */
  void holdOff() {
    lock.held(session);
  }

  /** Has the lock lent for a plan, if another transaction of this thread has only locked rows. */
  void borrow(RowGuard guard, Plan plan) throws SQLException {
    guard.borrow(plan, lock, session);
  }

  /** Whether the lock is held by another transaction of this thread. */
  boolean isBlocked() {
    return lock.mine(session) != null;
  }

  /** Tries a write in the transaction that holds the lock, and keeps it; null if it must wait. */
  @Nullable Outcome tryLater(Plan plan, @Nullable Object[] values) throws SQLException {
    Session holder = lock.mine(session);
    if (holder == null || !canBeTried(plan, holder)) {
      return null;
    }
    Outcome outcome =
        holder.trial(
            steps -> {
              for (Write write : writes) {
                write.make(steps);
              }
              return steps.run(plan, values, 0);
            });
    writes.add(new Write(plan, Arrays.asList(values), outcome.count()));
    return outcome;
  }

  private boolean canBeTried(Plan plan, Session holder) {
    if (plan.kind() != Plan.Kind.MODIFY
        || plan.steps().size() != 1
        || !(plan.effect() instanceof RowChange change)
        || LEAVES_TRACES.matcher(plan.steps().get(0).sql()).find()) {
      return false;
    }
    boolean counted = plan.steps().get(0).role() == Step.Role.COUNT;
    var mine = sql.catalog().table(change.table());
    return counted && mine != null && mine.equals(holder.catalog().table(change.table()));
  }

  /** Makes the writes in the transaction of this session, which holds the lock now. */
  void make(StepRunner steps) throws SQLException {
    List<Write> all = List.copyOf(writes);
    writes.clear();
    for (Write write : all) {
      Outcome outcome = write.make(steps);
      if (outcome.count() != write.count()) {
        throw new PgException("40001", "could not serialize access due to concurrent update")
            .detail("Another transaction changed the rows that a statement of this one had seen.");
      }
    }
  }
}
