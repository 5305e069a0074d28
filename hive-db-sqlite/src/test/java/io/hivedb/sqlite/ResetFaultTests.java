// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets that do not come to their end. */
@DisplayName("A reset")
class ResetFaultTests {

  @TempDir private Path directory;

  @Test
  @DisplayName("that fails half-way leaves a database that nobody gets until another one succeeds")
  void fails() throws Exception {
    try (HiveDb db = start(directory)) {
      run(db, "create table t (n int)", "insert into t values (1)");
      Snapshot broken = db.snapshot();
      run(db, "insert into t values (2)");
      Snapshot whole = db.snapshot();
      Files.write(file("database-1.sqlite-1"), new byte[0]);

      assertThatThrownBy(() -> db.reset(broken))
          .isInstanceOf(BackendStartException.class)
          .hasMessageContaining("cannot be reset to the snapshot [")
          .hasMessageContaining("and not [");
      assertThatThrownBy(() -> db.dataSource().getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("The reset of the database of [")
          .hasMessageContaining("] failed: ");

      db.reset(whole);
      assertThat(ask(db, "select string_agg(n::text, ',' order by n) from t")).isEqualTo("1,2");
    }
  }

  @Test
  @DisplayName("of a thread that is interrupted leads to the state all the same")
  void isInterrupted() throws Exception {
    try (HiveDb db = start(directory)) {
      run(db, "create table t (n int)", "insert into t values (1)");
      Snapshot snapshot = db.snapshot();
      for (int round = 0; round < 4; round++) {
        run(db, "insert into t values (2)", "create table made (n int)");
        Thread.currentThread().interrupt();
        try {
          db.reset(snapshot);
        } finally {
          assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
        assertThat(ask(db, "select count(*) from t")).isEqualTo("1");
        assertThat(ask(db, "select count(*) from pg_class where relname = 'made'")).isEqualTo("0");
      }
    }
  }

  @Test
  @DisplayName("of a JVM that is killed leaves nothing behind for the next")
  void isKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ResetLoop.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(reader.readLine()).isEqualTo("resetting");
      assertThat(directories()).hasSize(1);
    } finally {
      process.destroyForcibly().waitFor();
    }
    List<Path> left = directories();
    try (HiveDb db = start(directory)) {
      assertThat(directories()).hasSize(1).doesNotContainAnyElementsOf(left);
      assertThat(ask(db, "select count(*) from pg_class where relname = 't'")).isEqualTo("0");
    }
  }

  private Path file(String name) throws IOException {
    return directories().get(0).resolve(name);
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(Files::isDirectory).toList();
    }
  }

  static HiveDb start(Path directory) {
    return HiveDb.start(
        config ->
            config
                .ignoreOutsideSettings()
                .backend("sqlite")
                .set(SqliteBackendProvider.TEMPORARY_DIRECTORY, directory.toString()));
  }

  static void run(HiveDb db, String... statements) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      for (String statement : statements) {
        TestServers.run(connection, statement);
      }
    }
  }

  private static String ask(HiveDb db, String sql) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      return TestServers.ask(connection, sql);
    }
  }

  /** Resets without end. */
  static final class ResetLoop {

    private ResetLoop() {}

    public static void main(String[] arguments) throws SQLException {
      try (HiveDb db = start(Path.of(arguments[0]))) {
        run(db, "create table t (n int)");
        Snapshot snapshot = db.snapshot();
        for (int round = 0; true; round++) {
          run(db, "insert into t select n from generate_series(1, 1000) n");
          db.reset(snapshot);
          if (round == 2) {
            System.out.println("resetting");
          }
        }
      }
    }
  }
}
