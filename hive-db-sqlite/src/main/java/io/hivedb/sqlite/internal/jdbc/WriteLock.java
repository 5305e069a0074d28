// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import org.jspecify.annotations.Nullable;

/** Who holds SQLite's write lock of one database. Thread-safe. */
final class WriteLock {

  private record Holder(Session session, Thread thread) {}

  private volatile @Nullable Holder holder;

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
}
