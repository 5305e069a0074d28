// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that ends statements whose time is up. */
final class Timeouts {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private Timeouts() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "hive-db-sqlite-timeouts");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    // The thread ends when nothing is waiting, so that a class loader can be collected.
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  static ScheduledFuture<?> cancelAfter(Running running, Limits limits) {
    Runnable cancel =
        limits.isStatementTimeout()
            ? () -> running.cancel("canceling statement due to statement timeout")
            : running::cancel;
    return TIMER.schedule(cancel, limits.timeoutMillis(), TimeUnit.MILLISECONDS);
  }
}
