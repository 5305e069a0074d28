// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connections of a pool that are out, and where they were taken. Safe to use from several
 * threads at once.
 */
public final class Borrowings {

  private final List<Borrowing> open = new ArrayList<>();
  private long taken;

  /** Nothing is out yet. */
  public Borrowings() {}

  synchronized void taken(Connection connection, boolean returned) {
    open.removeIf(Borrowing::isReturned);
    open.add(
        new Borrowing(
            ++taken, connection, Thread.currentThread(), returned, new Borrowing.Place()));
  }

  /**
   * How many were taken up to now.
   *
   * @return a number for {@link #forgotten}
   */
  public synchronized long taken() {
    return taken;
  }

  /**
   * What nobody returned, nor will. Each is told once.
   *
   * @param before what {@link #taken} answered when it began to count
   * @return the oldest first
   */
  public synchronized List<Borrowing> forgotten(long before) {
    open.removeIf(Borrowing::isReturned);
    List<Borrowing> found =
        open.stream().filter(each -> each.number() > before && !each.isSeenTo()).toList();
    open.removeAll(found);
    return found;
  }

  /**
   * The connection of this thread that is in a transaction.
   *
   * @return it; empty where there is none, or more than one
   */
  public synchronized Optional<Connection> inTransaction() {
    List<Connection> found =
        open.stream()
            .filter(each -> each.thread() == Thread.currentThread())
            .map(Borrowing::connection)
            .filter(Borrowings::isInTransaction)
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static boolean isInTransaction(Connection connection) {
    try {
      return !connection.isClosed() && !connection.getAutoCommit();
    } catch (SQLException e) {
      return false;
    }
  }
}
