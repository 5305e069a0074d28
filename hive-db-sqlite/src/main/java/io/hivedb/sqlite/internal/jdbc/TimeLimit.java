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
  private final boolean changed;
  private final @Nullable ScheduledFuture<?> timer;

  private TimeLimit(
      SQLiteConnection raw,
      Running running,
      int busyMillis,
      boolean changed,
      @Nullable ScheduledFuture<?> timer) {
    this.raw = raw;
    this.running = running;
    this.busyMillis = busyMillis;
    this.changed = changed;
    this.timer = timer;
  }

  static TimeLimit start(SQLiteConnection raw, Running running, Limits limits) throws SQLException {
    int busyMillis = raw.getBusyTimeout();
    if (!limits.areTimed()) {
      return new TimeLimit(raw, running, busyMillis, false, null);
    }
    raw.setBusyTimeout(limits.busyMillis(busyMillis));
    boolean ends = limits.timeoutMillis() > 0;
    ScheduledFuture<?> timer = ends ? Timeouts.cancelAfter(running, limits) : null;
    return new TimeLimit(raw, running, busyMillis, true, timer);
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
    }
    if (changed) {
      raw.setBusyTimeout(busyMillis);
    }
  }
}
