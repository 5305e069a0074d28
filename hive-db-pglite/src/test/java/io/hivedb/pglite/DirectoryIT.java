// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that the user named: kept, locked, and safe from a killed JVM. */
class DirectoryIT {

  @TempDir Path directory;

  @Test
  void keepsDataAndNeverDeletesThem() throws Exception {
    Path data = directory.resolve("new/data");
    try (PgliteServer server = TestServers.directory(data);
        BackendDatabase database = server.create(DatabaseSpec.named("first"));
        Connection connection = connect(database)) {
      run(connection, "create table kept (v vector(2)); insert into kept values ('[1,2]')");
      assertThat(server)
          .hasToString(
              "PgliteServer[127.0.0.1:" + server.port() + ", " + data.resolve("pgdata") + "]");
    }
    String url = "pglite://" + data;
    try (PgliteServer server = PgliteServer.start(TestServers.at(null, url, Map.of()));
        BackendDatabase database = server.create(DatabaseSpec.throwAway("second"));
        Connection connection = connect(database)) {
      assertThat(ask(connection, "select v from kept")).isEqualTo("[1,2]");
    }
    assertThat(data.resolve("pgdata/PG_VERSION")).exists();
    assertThat(data.resolve("hive-db.owner")).doesNotExist();
  }

  @Test
  void isLockedWithinThisProcess() {
    try (PgliteServer server = TestServers.directory(directory)) {
      assertThatThrownBy(() -> TestServers.directory(directory))
          .isInstanceOf(BackendStartException.class)
          .hasMessage(
              "The data directory ["
                  + directory
                  + "] is in use by this process, "
                  + ProcessHandle.current().pid()
                  + ". Close the database there, or name another directory.");
      assertThat(server.health().isUp()).isTrue();
    }
    TestServers.directory(directory).close();
  }

  @Test
  void isLockedAgainstAnotherProcessUntilThatIsKilledAndNoCommittedRowIsLost() throws Exception {
    Path rows = Files.createTempFile("hive-db-acknowledged", ".txt");
    Path data = Files.createDirectory(directory.resolve("locked"));
    Process other = DirectoryVictim.start(data, rows);
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (lastRow(rows) < 100) {
        assertThat(other.isAlive() && System.nanoTime() < deadline).isTrue();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThatThrownBy(() -> TestServers.directory(data))
          .isInstanceOf(BackendStartException.class)
          .hasMessage(
              "The data directory ["
                  + data.toRealPath()
                  + "] is in use by process "
                  + other.pid()
                  + ". Close the database there, or name another directory.");
      other.destroyForcibly().waitFor();
      assertThat(rowsAfterKill(data)).isGreaterThanOrEqualTo(lastRow(rows));
    } finally {
      other.destroyForcibly();
      Files.delete(rows);
    }
  }

  /** The last row that the other process was told is committed. */
  private static long lastRow(Path rows) throws IOException {
    String text = Files.readString(rows);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().mapToLong(Long::parseLong).max().orElse(0);
  }

  private static long rowsAfterKill(Path data) throws Exception {
    try (PgliteServer server = TestServers.directory(data);
        BackendDatabase database = server.create(DatabaseSpec.named("after"));
        Connection connection = connect(database)) {
      return Long.parseLong(ask(connection, "select count(*) from acknowledged"));
    }
  }

  @Test
  void refusesADirectoryOfSomethingElse() throws IOException {
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("photo.jpg"), "not a database");
    assertThatThrownBy(() -> TestServers.directory(foreign))
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The data directory ["
                + foreign
                + "] holds no PGlite database of Hive DB, but other files, such as [photo.jpg]."
                + " Name an empty or new directory.");
    assertThat(foreign.resolve("photo.jpg")).hasContent("not a database");
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    Path old = directory.resolve("old");
    Path cluster = Files.createDirectories(old.resolve("pgdata"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(() -> TestServers.directory(old))
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The data directory ["
                + old
                + "] was made by PostgreSQL [17], but this Hive DB runs PostgreSQL 18, which cannot"
                + " read it. Use the Hive DB version that made it, or name another directory.");
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> TestServers.directory(file))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("The data directory [" + file + "] cannot be used: ");
  }
}
