// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import java.sql.SQLException;

/** What a client says of the transactions to come on its connection. */
final class SessionModes {

  private final SessionLock lock;
  private final SqlSession sql;
  private final Transaction transaction;
  private boolean readOnly;
  private boolean autoCommit = true;

  SessionModes(SessionLock lock, SqlSession sql, Transaction transaction) {
    this.lock = lock;
    this.sql = sql;
    this.transaction = transaction;
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean on) {
    autoCommit = on;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  /** As with pgjdbc, "read only" binds the transactions of manual commit mode alone. */
  boolean bindsToReads() {
    return readOnly && !autoCommit;
  }

  /** The level in force. */
  int isolation() throws SQLException {
    return lock.locked(transaction::isolation);
  }

  /** Sets the level of the transactions to come; it may also come as SQL. */
  void isolation(String level) throws SQLException {
    lock.guarded(() -> sql.set("default_transaction_isolation", level));
  }

  /** Names the application, which SHOW tells. */
  void applicationName(String name) throws SQLException {
    lock.guarded(() -> sql.set("application_name", name));
  }
}
