// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.RoutineCalls;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/** Keeps the compiled SQLite statements of one connection, the most recently used ones. */
final class StatementCache implements AutoCloseable {

  private static final int SIZE = 128;

  private final Connection raw;
  private final RoutineCalls calls;

  /** In order of access: the eldest goes first. */
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  StatementCache(Connection raw, RoutineCalls calls) {
    this.raw = raw;
    this.calls = calls;
  }

  PreparedStatement get(String sql) throws SQLException {
    PreparedStatement cached = statements.get(sql);
    if (cached != null) {
      return cached;
    }
    // Those of the statements that call a function are not done yet.
    while (statements.size() >= SIZE && !calls.isNested()) {
      Iterator<PreparedStatement> eldestFirst = statements.values().iterator();
      PreparedStatement eldest = eldestFirst.next();
      eldestFirst.remove();
      eldest.close();
    }
    PreparedStatement prepared = raw.prepareStatement(sql);
    statements.put(sql, prepared);
    return prepared;
  }

  /** Closes a statement that may be broken. */
  void forget(String sql) throws SQLException {
    PreparedStatement broken = statements.remove(sql);
    if (broken != null) {
      broken.close();
    }
  }

  /** Sets how long a lock is waited for, and returns the former time; both in milliseconds. */
  int busyTimeout(int millis) throws SQLException {
    SQLiteConnection connection = raw.unwrap(SQLiteConnection.class);
    int before = connection.getBusyTimeout();
    connection.setBusyTimeout(millis);
    return before;
  }

  /** How long a lock is waited for, in milliseconds. */
  int patience() throws SQLException {
    return raw.unwrap(SQLiteConnection.class).getBusyTimeout();
  }

  /** Runs a command that has neither parameters nor a result of interest. */
  void run(String command) throws SQLException {
    PreparedStatement statement = get(command);
    try {
      if (statement.execute()) {
        statement.getResultSet().close();
      }
    } catch (SQLException e) {
      forget(command);
      throw e;
    }
  }

  /** Closes all, whatever fails. */
  @Override
  public void close() throws SQLException {
    List<PreparedStatement> all = new ArrayList<>(statements.values());
    statements.clear();
    close(all);
  }

  private static void close(List<PreparedStatement> all) throws SQLException {
    SQLException first = null;
    for (PreparedStatement statement : all) {
      try {
        statement.close();
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
