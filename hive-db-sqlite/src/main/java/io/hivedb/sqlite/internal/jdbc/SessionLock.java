// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time into a session; others wait. */
final class SessionLock {

  /** Work that gives something. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Work without a result, such as the end of a transaction. */
  @FunctionalInterface
  interface Action {
    void run() throws SQLException;
  }

  private final ReentrantLock lock = new ReentrantLock();

  <T> T locked(Work<T> work) throws SQLException {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  void guarded(Action action) throws SQLException {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps all other threads out until {@link #release}. */
  void seize() {
    lock.lock();
  }

  void release() {
    lock.unlock();
  }
}
