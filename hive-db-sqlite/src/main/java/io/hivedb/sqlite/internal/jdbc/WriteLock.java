// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Who holds SQLite's write lock of one database. Thread-safe.
 *
 * <p>A transaction that has only locked rows lends the lock to others of its thread, as these would
 * wait for themselves. Other threads wait as if it had the lock: whoever gets SQLite's asks here
 * whether it is lent, and the lock is not lent while somebody may get SQLite's without asking.
 */
final class WriteLock {

  private record Holder(Session session, Thread thread) {}

  private volatile @Nullable Holder holder;
  private final List<RowHold> holds = new CopyOnWriteArrayList<>();
  private final AtomicInteger unasking = new AtomicInteger();

  /** The calling thread runs a statement in the transaction that writes. */
  void held(Session session) {
    holder = new Holder(session, Thread.currentThread());
  }

  /** Another session whose transaction the calling thread itself keeps open, or null. */
  @Nullable Session mine(Session asking) {
    Holder current = holder;
    if (current == null || current.session() == asking) {
      return null;
    }
    boolean mine = current.thread() == Thread.currentThread();
    return mine && current.session().transaction().isWriting() ? current.session() : null;
  }

  /** A transaction is going to lock rows. */
  void add(RowHold hold) {
    holds.add(hold);
  }

  /** It has ended, or has SQLite's lock to write. */
  synchronized void remove(RowHold hold) {
    holds.remove(hold);
    notifyAll();
  }

  /** It has SQLite's lock again. */
  synchronized void regain(RowHold hold) {
    hold.regain();
    notifyAll();
  }

  /** Lends the lock of a transaction that has only locked rows, if that is safe. */
  boolean lend(RowHold hold) {
    if (hold.lend() && unasking.get() == 0) {
      return true;
    }
    hold.regain();
    return false;
  }

  /** Whether a statement may take SQLite's lock without asking; then {@link #asks} ends it. */
  boolean mayNotAsk() {
    mayTake();
    if (holds.isEmpty()) {
      return true;
    }
    asks();
    return false;
  }

  /** A transaction takes SQLite's lock at any time, without asking, until {@link #asks}. */
  void mayTake() {
    unasking.incrementAndGet();
  }

  /** Somebody that may have had SQLite's lock without asking has not any more. */
  void asks() {
    unasking.decrementAndGet();
  }

  /** What others of this thread have locked and lent to the one that asks. */
  List<RowHold> lent(@Nullable RowHold mine) {
    return holds.isEmpty()
        ? List.of()
        : holds.stream().filter(h -> h != mine && h.isOfThisThread() && h.isLent()).toList();
  }

  /** Whether another thread's transaction has lent the lock. */
  boolean isLentElsewhere() {
    return holds.stream().anyMatch(hold -> !hold.isOfThisThread() && hold.isLent());
  }

  /** Waits until none has. */
  synchronized void await(int millis) throws SQLException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (isLentElsewhere()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw busy();
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  /** What SQLite says where another transaction has its lock. */
  static SQLException busy() {
    return new SQLiteException("database is locked", SQLiteErrorCode.SQLITE_BUSY);
  }
}
