// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Bounds the time of one statement, from its making to its close. */
final class TimeLimit implements AutoCloseable {

  private final SQLiteConnection raw;
  private final Running running;
  private final int busyMillis;
  private final @Nullable ScheduledFuture<?> timer;

  private TimeLimit(
      SQLiteConnection raw, Running running, int busyMillis, @Nullable ScheduledFuture<?> timer) {
    this.raw = raw;
    this.running = running;
    this.busyMillis = busyMillis;
    this.timer = timer;
  }

  static TimeLimit start(SQLiteConnection raw, Running running, Limits limits) throws SQLException {
    int busyMillis = raw.getBusyTimeout();
    long millis = limits.timeoutMillis();
    if (millis == 0) {
      return new TimeLimit(raw, running, busyMillis, null);
    }
    // SQLite's wait for a lock cannot be interrupted: it must not outlast the limit.
    raw.setBusyTimeout((int) Math.min(busyMillis, millis));
    return new TimeLimit(raw, running, busyMillis, Timeouts.cancelAfter(running, millis));
  }

  /** The statement begins; fails where it was cancelled before. */
  void begin() {
    running.begin();
  }

  @Override
  public void close() throws SQLException {
    running.end();
    if (timer != null) {
      timer.cancel(false);
      raw.setBusyTimeout(busyMillis);
    }
  }
}
