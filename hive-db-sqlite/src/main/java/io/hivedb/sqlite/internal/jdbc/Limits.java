// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;

/**
 * Bounds of one execution.
 *
 * @param maxRows rows to keep at most; 0 for all
 * @param timeoutMillis time to run at most; 0 for any
 * @param isStatementTimeout whether that is {@code statement_timeout}, and not the client's
 * @param lockMillis time to wait for a lock at most, besides what the connection waits; 0 for any
 */
record Limits(long maxRows, long timeoutMillis, boolean isStatementTimeout, long lockMillis) {

  static final Limits NONE = new Limits(0, 0);

  /** Those of a client. */
  Limits(long maxRows, long timeoutMillis) {
    this(maxRows, timeoutMillis, false, 0);
  }

  /** With those of the session, of which each may be shorter. */
  Limits with(SqlSession session) {
    long statement = session.millis("statement_timeout");
    long lock = session.millis("lock_timeout");
    if (statement == 0 && lock == 0) {
      return this;
    }
    boolean shorter = statement > 0 && (timeoutMillis == 0 || statement < timeoutMillis);
    return new Limits(maxRows, shorter ? statement : timeoutMillis, shorter, lock);
  }

  /** Whether anything bounds the time. */
  boolean areTimed() {
    return timeoutMillis > 0 || lockMillis > 0;
  }

  /** How long SQLite may wait for a lock, which nothing can interrupt. */
  int busyMillis(int usual) {
    long millis = timeoutMillis > 0 ? Math.min(usual, timeoutMillis) : usual;
    return (int) (lockMillis > 0 ? Math.min(millis, lockMillis) : millis);
  }
}
