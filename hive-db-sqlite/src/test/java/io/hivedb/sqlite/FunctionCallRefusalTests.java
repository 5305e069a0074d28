// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.UnsupportedSqlException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of functions that SQLite would carry out otherwise than PostgreSQL are refused by name. */
class FunctionCallRefusalTests {

  private OneConnection opened;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    opened =
        OneConnection.after("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
    connection = opened.connection;
    statement = opened.statement;
    function("pure(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i + 1'");
    function("looks() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'");
    function("writes(i int) RETURNS void LANGUAGE sql AS 'INSERT INTO t VALUES (i)'");
    function(
        "tells(i int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE 'x'; RETURN i; END$$");
    function(
        "guarded() RETURNS int LANGUAGE plpgsql AS"
            + " $$BEGIN RETURN 1 / 0; EXCEPTION WHEN OTHERS THEN RETURN 7; END$$");
    function("defines() RETURNS void LANGUAGE sql AS 'CREATE TABLE u (id int)'");
    function("pair(OUT a int, OUT b int) LANGUAGE sql AS 'SELECT 1, 2'");
    statement.execute(
        "CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$BEGIN COMMIT; END$$;"
            + " CREATE PROCEDURE gives(INOUT i int) LANGUAGE plpgsql AS $$BEGIN i := 2; END$$;"
            + " CREATE PROCEDURE calls() LANGUAGE plpgsql AS"
            + " $$DECLARE i int := 1; BEGIN CALL gives(i); END$$");
    function("deep(i int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN deep(i + 1); END$$");
  }

  private void function(String definition) throws SQLException {
    statement.execute("CREATE FUNCTION " + definition);
  }

  @AfterEach
  void close() throws SQLException {
    opened.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT r, r FROM (SELECT tells(id) AS r FROM t) q | a function with effects where it is open how often it is called",
        "SELECT tells(id) FROM t ORDER BY id | a function with effects where it is open how often it is called",
        "SELECT id FROM t WHERE tells(id) = 1 | a function with effects where it is open how often it is called",
        "SELECT sum(tells(id)) OVER (ORDER BY tells(id)) FROM t | a function with effects where it is open how often it is called",
        "SELECT nullif(tells(3), 4) | a function with effects where it is open how often it is called",
        "SELECT writes(id + 10) FROM t | a change of a table by a function that a statement of the same table calls",
        "INSERT INTO t VALUES (looks() + 5), (looks() + 6) | a look at a table by a function that a change of the same table calls",
        "UPDATE t SET id = looks() + 10 WHERE id = 1 | a look at a table by a function that a change of the same table calls",
        "INSERT INTO t VALUES (guarded()) | EXCEPTION in a function that a statement calls which changes rows",
        "SELECT defines() | CREATE TABLE in a function that a statement calls",
        "SELECT (pair()).a | a row value here",
        "SELECT pair() | a function that returns a row, in an expression",
        "CALL commits() | COMMIT in a function or DO block",
        "CALL calls() | CALL with INOUT parameters in PL/pgSQL",
        "SELECT deep(1) | a call of functions inside of each other that deep",
        "CREATE TABLE c (i int CHECK (pure(i) > 1)) | a function of one's own in a check, an index or a generated column",
        "CREATE UNIQUE INDEX i ON t (pure(id)) | a function of one's own in a check, an index or a generated column",
        "ALTER TABLE t ADD CHECK (pure(id) > 1) | a function of one's own in a check, an index or a generated column",
      })
  void refusesByName(String sql, String feature) throws SQLException {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOf(UnsupportedSqlException.class)
        .hasMessageStartingWith(feature + " is not supported by the backend [sqlite].");
    try (ResultSet rows = statement.executeQuery("SELECT sum(id), looks() FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
      assertThat(rows.getInt(2)).isEqualTo(2);
    }
  }

  @Test
  void runsAFunctionInAStatementThatIsPrepared() throws SQLException {
    try (var prepared = connection.prepareStatement("SELECT pure(?), pure(pure(?))")) {
      prepared.setInt(1, 1);
      prepared.setInt(2, 5);
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
        assertThat(rows.getInt(2)).isEqualTo(7);
      }
    }
  }

  @Test
  void writesOfAFailedCallAreTakenBack() throws SQLException {
    assertThatThrownBy(() -> statement.execute("SELECT writes(8), writes(9), writes(1)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("duplicate key value");
    try (ResultSet rows = statement.executeQuery("SELECT looks()")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }
}
