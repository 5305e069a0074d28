// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.UnsupportedSqlException;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.storage.DatabaseFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/**
 * What is too deep, too large or no text ends in PostgreSQL's SQLSTATE, and the session goes on.
 */
class BadInputTests {

  private static final int DEEP = 20_000;
  private static final int TEN_MEGABYTES = 10_000_000;
  private static final int PAGES_OF_A_FULL_DISK = 200;

  @TempDir Path directory;
  private SQLiteConnection keeper;
  private HiveDataSource dataSource;
  private Connection connection;
  private int mostPages = Integer.MAX_VALUE;

  @BeforeEach
  void open() throws SQLException {
    DatabaseFile file = DatabaseFile.throwAway(directory.resolve("a.db"), 1);
    SqlEngine engine = new SqlEngine();
    keeper = file.openFirst();
    engine.load(keeper);
    dataSource = new HiveDataSource(() -> open(file, engine), "", Long.MAX_VALUE);
    connection = dataSource.getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    dataSource.close();
    keeper.close();
  }

  private RawSession open(DatabaseFile file, SqlEngine engine) throws SQLException {
    SQLiteConnection raw = file.open();
    try (Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + mostPages);
    }
    return new RawSession(raw, engine.session(raw), CommitHook.NONE);
  }

  private static String state(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException e = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
      assertThat((Throwable) e).as("an error of %.60s", sql).isNotNull();
      try (ResultSet rows = statement.executeQuery("SELECT 1")) {
        assertThat(rows.next()).isTrue();
      }
      return e.getSQLState();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT, (, 1, )",
    "SELECT, 'NOT ', true, ''",
    "SELECT, '- ', 1, ''",
    "SELECT, '', 1, +1",
    "SELECT, '', true, ' AND true'",
    "SELECT, '', 1, ::int",
    "SELECT, 'CASE WHEN true THEN ', 1, ' END'",
    "SELECT, abs(, 1, )",
    "SELECT, (SELECT , 1, )",
    "SELECT * FROM, (SELECT * FROM , (SELECT 1) x, ) x",
    "SELECT 1, '', '', ' UNION ALL SELECT 1'",
    "SELECT, ARRAY[, 1, ]"
  })
  void deepStatementsEndWithoutAStackOverflow(
      String begin, String opening, String middle, String closing) throws SQLException {
    String sql = begin + " " + opening.repeat(DEEP) + middle + closing.repeat(DEEP);

    assertThat(state(connection, sql)).isEqualTo("0A000");
  }

  @Test
  void deepValuesEndWithoutAStackOverflow() throws SQLException {
    String json = "[".repeat(DEEP) + "]".repeat(DEEP);
    assertThat(state(connection, "SELECT '" + json + "'::jsonb")).isEqualTo("54001");
    String groups = "(".repeat(DEEP) + "a" + ")".repeat(DEEP);
    assertThat(state(connection, "SELECT 'a' ~ '" + groups + "'")).isIn("54001", "0A000");
    String text = "a".repeat(DEEP);
    assertThat(state(connection, "SELECT '" + text + "' ~ '^(a|b)*$'")).isEqualTo("54001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT coalesce(NULL%s)", "SELECT concat('a'%s)"})
  void beyondALimitOfSqliteIsRefused(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      UnsupportedSqlException e =
          catchThrowableOfType(
              UnsupportedSqlException.class,
              () -> statement.execute(String.format(sql, ", 'b'".repeat(3_000))));
      assertThat((Throwable) e)
          .hasMessageContaining("a statement beyond a limit of SQLite (too many argum");
    }
    assertThat(state(connection, "SELECT 1" + ", 1".repeat(1_664))).isEqualTo("54011");
  }

  @Test
  void aPatternWithManyPercentSignsTakesNoTime() throws SQLException {
    String sql = "SELECT '" + "a".repeat(3_000) + "' LIKE '" + "%a".repeat(3_000) + "b'";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isFalse();
    }
  }

  @Test
  void aPlainStatementHasNoParameters() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> statement.execute("SELECT $1::int, $2::int"));
      assertThat(e.getSQLState()).isEqualTo("08P01");
      assertThat(e.getMessage())
          .contains("bind message supplies 0 parameters, but prepared statement \"\" requires 2");
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void textsHaveNoNul() throws SQLException {
    assertThat(state(connection, "SELECT 'a\0b'")).isEqualTo("22021");
    assertThat(state(connection, "SELECT E'a\\000b'")).isEqualTo("22021");
    assertThat(state(connection, "SELECT chr(0)")).isEqualTo("54000");
    assertThat(state(connection, "SELECT '\"\\u0000\"'::jsonb")).isEqualTo("22P05");
    try (PreparedStatement select = connection.prepareStatement("SELECT ?::text")) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> {
                select.setString(1, "a\0b");
                select.executeQuery();
              });
      assertThat(e.getSQLState()).isEqualTo("22021");
    }
  }

  @Test
  void tenMegabytesComeBack() throws SQLException {
    String text = "é".repeat(TEN_MEGABYTES / 2);
    byte[] bytes = new byte[TEN_MEGABYTES];
    bytes[TEN_MEGABYTES - 1] = 7;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE large (t text, b bytea)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO large VALUES (?, ?) RETURNING t, b")) {
      insert.setString(1, text);
      insert.setBytes(2, bytes);
      try (ResultSet rows = insert.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(text);
        assertThat(rows.getBytes(2)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aFullDiskSaysSoAndKeepsWhatWasThere() throws SQLException {
    mostPages = PAGES_OF_A_FULL_DISK;
    try (Connection full = dataSource.getConnection();
        Statement statement = full.createStatement()) {
      statement.execute("CREATE TABLE filled (id int, t text)");
      statement.execute("INSERT INTO filled VALUES (1, 'a')");

      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  statement.execute(
                      "INSERT INTO filled SELECT i, repeat('x', 1000) FROM"
                          + " generate_series(2, 100000) i"));

      assertThat(e.getSQLState()).isEqualTo("53100");
      assertThat((Throwable) e)
          .hasMessageContaining("could not extend file: No space left on device");
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM filled")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }
}
