// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the bridge or the JVM, as kill -9 does, at random moments of a load on one directory, again
 * and again: every acknowledged row is there afterwards, and the index agrees with the table.
 *
 * <p>The long form: {@code -Dit.test=KillIT -Dhive.test.kills=200}.
 */
class KillIT {

  private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
  private static final int KILLS = Integer.getInteger("hive.test.kills", 5);
  private static final long SEED = 20261121L;
  private static final int LATEST_MILLIS = 700;

  @TempDir Path directory;

  @Test
  void noAcknowledgedRowIsLost() throws Exception {
    Random random = new Random(SEED);
    Path data = directory.resolve("data");
    Path rows = directory.resolve("acknowledged.txt");
    long acknowledged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process victim = DirectoryVictim.start(data, rows);
      try {
        waitForRows(victim, rows, acknowledged);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LATEST_MILLIS)));
        kill(victim, kill % 2 == 0);
      } finally {
        victim.destroyForcibly().waitFor();
      }
      acknowledged = Math.max(acknowledged, lastRow(rows));
      acknowledged = check(data, acknowledged);
    }
    LOG.info("{} kills, {} rows acknowledged or more, none lost", KILLS, acknowledged);
  }

  /** The JVM, or the bridge alone: the JVM then fails by itself. */
  private static void kill(Process victim, boolean bridge) throws Exception {
    if (bridge) {
      victim.children().forEach(ProcessHandle::destroyForcibly);
      assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } else {
      victim.destroyForcibly().waitFor();
    }
  }

  private static void waitForRows(Process victim, Path rows, long before) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (lastRow(rows) <= before) {
      assertThat(victim.isAlive()).as("the victim lives").isTrue();
      assertThat(System.nanoTime()).as("the victim commits rows in time").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Everything that was acknowledged is there, without a gap; gives the last row that is there. */
  private static long check(Path data, long acknowledged) throws Exception {
    try (PgliteServer server = TestServers.directory(data);
        BackendDatabase database = server.create(DatabaseSpec.named("after"));
        Connection connection = connect(database)) {
      long last = Long.parseLong(ask(connection, "select max(n) from acknowledged"));
      assertThat(last).isGreaterThanOrEqualTo(acknowledged);
      assertThat(ask(connection, "select count(*) from acknowledged"))
          .isEqualTo(Long.toString(last));
      TestServers.run(connection, "set enable_seqscan = off");
      assertThat(ask(connection, "select count(n) from acknowledged where n > 0"))
          .isEqualTo(Long.toString(last));
      return last;
    }
  }

  /** The last row that the other process was told is committed. */
  private static long lastRow(Path rows) throws IOException {
    String text = Files.exists(rows) ? Files.readString(rows) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().mapToLong(Long::parseLong).max().orElse(0);
  }
}
