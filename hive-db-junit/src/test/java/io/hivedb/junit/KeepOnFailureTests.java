// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@DisplayName("With keep-on-failure, a failed test")
class KeepOnFailureTests {

  @TempDir Path folder;

  /** In one run, so that there is one server. */
  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("leaves its database as it was before @AfterEach and the reset, and what it did")
  void kept(String backend) throws SQLException, IOException {
    Backends.check(backend);
    EngineExecutionResults results =
        TestCases.builder(
                backend,
                CleaningTestCase.class,
                TransactionTestCase.class,
                FailedTransactionTestCase.class)
            .configurationParameter("hive.database.keep-on-failure", "true")
            .configurationParameter("hive.database.keep-folder", folder.toString())
            .configurationParameter("hive.postgres.home", Backends.postgresHome())
            .execute();
    assertUndisturbed(results);
    assertFiles(kept(CleaningTestCase.class, "fails"));
    assertThat(kept(CleaningTestCase.class, "passes")).doesNotExist();
    assertReopened(backend, kept(CleaningTestCase.class, "fails"));
    assertSeenInTransaction(kept(TransactionTestCase.class, "fails"));
    // Of a transaction that has failed nothing but its end can be had.
    assertThat(kept(FailedTransactionTestCase.class, "fails").resolve("dump.sql"))
        .content()
        .contains("here; there")
        .doesNotContain("not committed");
  }

  /** Neither was there a failure in keeping, nor was the transaction ended that was open. */
  private static void assertUndisturbed(EngineExecutionResults results) {
    assertThat(results.testEvents().failed().stream())
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(
                        event
                            .getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow()
                            .getSuppressed())
                    .isEmpty());
  }

  private static void assertFiles(Path kept) {
    assertThat(kept)
        .isDirectoryContaining("glob:**/about.txt")
        .isDirectoryContaining("glob:**/dump.sql")
        .isDirectoryContaining("glob:**/open.args")
        .isDirectoryContaining("glob:**/statements.txt");
    assertThat(kept.resolve("about.txt"))
        .content()
        .startsWith(
            "Hive DB kept what the failure of"
                + " [io.hivedb.junit.KeepOnFailureTests$CleaningTestCase.fails] left on the"
                + " backend [")
        .contains("] in [" + kept + "].\n", "open it by: java @" + kept.resolve("open.args"));
  }

  private static void assertReopened(String backend, Path kept) throws SQLException {
    // A URL, as this build has one for PostgreSQL, would name a database that is in use.
    String again = backend.equals("postgresql") ? "sqlite" : backend;
    assertMine(config -> config.backend(again).url("").restoreFrom(kept));
    Path form = kept.resolve("native");
    switch (backend) {
      case "pglite" -> assertMine(config -> config.backend(backend).url("").dataDirectory(form));
      case "sqlite" -> assertMine(config -> config.url("sqlite:///" + form + "/database.sqlite"));
      default -> assertDumped(kept, form.resolve("database.dump"));
    }
  }

  /** Where there is no pg_dump that is new enough, the note says so instead. */
  private static void assertDumped(Path kept, Path dump) {
    boolean possible = !Backends.postgresHome().isBlank() || Backends.url("postgresql").isEmpty();
    if (possible) {
      assertThat(dump).isNotEmptyFile();
    }
    assertThat(kept.resolve("about.txt"))
        .content()
        .containsAnyOf(
            "native: an archive of pg_dump, read into an empty database by: pg_restore --no-owner"
                + " --dbname=DATABASE "
                + dump,
            possible ? "-" : "native: There is no form of the backend's own: ");
  }

  private static void assertMine(Consumer<HiveDbConfig.Builder> configurer) throws SQLException {
    try (HiveDb again = HiveDb.start(configurer);
        Connection connection = again.dataSource().getConnection()) {
      assertThat(names(connection)).containsExactly("mine");
    }
  }

  private static void assertSeenInTransaction(Path kept) {
    assertThat(kept.resolve("dump.sql")).content().contains("not committed");
    assertThat(kept.resolve("statements.txt"))
        .content()
        .contains("-- io.hivedb.junit.KeepOnFailureTests$TransactionTestCase: fails()")
        .contains("SELECT nothing FROM nowhere\n    -> failed 42P01: ")
        .contains(
            "INSERT INTO places VALUES (?, ?)\n    1 = 7\n    2 = 'not committed'\n    -> 1 rows")
        .contains(" ms  connection ", "[" + Thread.currentThread().getName() + "]");
  }

  private Path kept(Class<?> testCase, String name) {
    return folder.resolve(testCase.getName()).resolve(name);
  }

  private static List<String> names(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM places")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static void add(Connection connection, int id, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO places VALUES (?, ?)")) {
      statement.setInt(1, id);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  @HiveDatabase(isolation = Isolation.METHOD, scripts = "scripts/schema.sql")
  static class CleaningTestCase {

    @Test
    void fails(Connection connection) throws SQLException {
      add(connection, 7, "mine");
      throw new IllegalStateException("the test's own failure");
    }

    @Test
    void passes(Connection connection) throws SQLException {
      add(connection, 8, "of the passing test");
    }

    @AfterEach
    void clean(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE places");
      }
    }
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  static class TransactionTestCase {
    private final Connection connection;

    TransactionTestCase(Connection connection) {
      this.connection = connection;
    }

    @Test
    void fails() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT nothing FROM nowhere");
      } catch (SQLException e) {
        connection.setAutoCommit(false);
        add(connection, 7, "not committed");
        throw e;
      }
    }

    @AfterEach
    void commit() throws SQLException {
      connection.commit();
      assertThat(names(connection)).containsExactly("not committed");
    }
  }

  @HiveDatabase(scripts = {"scripts/schema.sql", "scripts/data.sql"})
  static class FailedTransactionTestCase {
    @Test
    void fails(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
      add(connection, 7, "not committed");
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT nothing FROM nowhere");
      }
    }
  }
}
