// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it resets a database without pause. */
class ResetCrashIT {

  private static final String SUM = "SELECT sum(n) FROM kept";

  @TempDir(factory = OpenTempDir.class)
  private Path work;

  @Test
  @Timeout(60)
  void aDatabaseIsRestoredOrAsItWasButNeverHalf() throws Exception {
    Map<String, String> settings = Map.of("hive.postgres.work-dir", work.toString());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (BackendServer server = TestServers.start(TestServers.localServer(settings));
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      database.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      BackendSnapshot snapshot = database.snapshot();
      CountDownLatch busy = new CountDownLatch(3);
      Future<Exception> failure = thread.submit(() -> resetUntilItFails(database, snapshot, busy));
      assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
      LocalTraces.killServers(work);
      assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageMatching("(?s).+");
      Awaiting.until("it is down", Duration.ofSeconds(5), () -> !server.health().isUp());

      server.restart();
      assertThat(TestServers.ask(database.connection(), SUM)).isIn("7", "15");
      database.runScript("INSERT INTO kept VALUES (9)");
      database.reset(snapshot);
      assertThat(TestServers.ask(database.connection(), SUM)).isEqualTo("7");
    } finally {
      thread.shutdownNow();
    }
  }

  private static Exception resetUntilItFails(
      BackendDatabase database, BackendSnapshot snapshot, CountDownLatch busy) {
    try {
      while (true) {
        database.runScript("INSERT INTO kept VALUES (8)");
        database.reset(snapshot);
        busy.countDown();
      }
    } catch (Exception e) {
      return e;
    }
  }
}
