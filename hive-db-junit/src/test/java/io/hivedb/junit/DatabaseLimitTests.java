// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The limit on databases")
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseLimitTests {

  private final DatabaseLimit limit = new DatabaseLimit(TimeUnit.HOURS.toNanos(1));

  @Test
  @DisplayName("makes another class wait until a place is given back")
  void waits() throws Exception {
    AutoCloseable first = limit.enter("first", 1);
    CompletableFuture<AutoCloseable> second = new CompletableFuture<>();
    Thread thread = new Thread(() -> second.complete(limit.enter("second", 1)));
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
    first.close();
    second.get().close();
  }

  @Test
  @DisplayName("lets a class that has one have another, on any thread")
  void sameClass() throws Exception {
    try (AutoCloseable first = limit.enter("first", 1);
        AutoCloseable second = CompletableFuture.supplyAsync(() -> limit.enter("first", 1)).get()) {
      assertThat(second).isNotSameAs(first);
    }
  }

  @Test
  @DisplayName("lets a thread pass that runs one class within another")
  void sameThread() throws Exception {
    try (AutoCloseable first = limit.enter("first", 1);
        AutoCloseable second = limit.enter("second", 1)) {
      assertThat(second).isNotSameAs(first);
    }
  }

  @Test
  @DisplayName("gives way where nothing moves, rather than waiting for ever")
  void givesWay() throws Exception {
    DatabaseLimit impatient = new DatabaseLimit(1);
    try (AutoCloseable first = impatient.enter("first", 1);
        AutoCloseable second =
            CompletableFuture.supplyAsync(() -> impatient.enter("second", 1)).get()) {
      assertThat(second).isNotSameAs(first);
    }
  }
}
