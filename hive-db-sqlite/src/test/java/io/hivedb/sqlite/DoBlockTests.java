// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.UnsupportedSqlException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DO blocks of migrations do all or nothing, and catch what they say they catch. */
class DoBlockTests {

  private OneConnection opened;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    opened =
        OneConnection.after(
            "CREATE TABLE t (id int PRIMARY KEY, n text)", "INSERT INTO t VALUES (1, 'a')");
    connection = opened.connection;
  }

  @AfterEach
  void close() throws SQLException {
    opened.close();
  }

  private void run(String body) throws SQLException {
    TestServers.run(connection, "DO $$ " + body + " $$");
  }

  private String ask(String sql) throws SQLException {
    return TestServers.ask(connection, sql);
  }

  private SQLException error(String body) {
    return catchThrowableOfType(SQLException.class, () -> run(body));
  }

  @Test
  void makesATypeOnlyOnce() throws SQLException {
    String create = "BEGIN CREATE TYPE mood AS ENUM ('a', 'b'); %s END";
    String unless =
        "BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN %s END IF; END";

    run(unless.formatted("CREATE TYPE mood AS ENUM ('a', 'b');"));
    run(unless.formatted("RAISE EXCEPTION 'made twice';"));
    run(create.formatted("EXCEPTION WHEN duplicate_object THEN NULL;"));
    assertThat(error(create.formatted("")).getSQLState()).isEqualTo("42710");
    assertThat(ask("SELECT 'a'::mood < 'b'::mood")).isEqualTo("t");
  }

  @Test
  void takesBackWhatAFailedBlockDidBeforeItsHandler() throws SQLException {
    run(
        "BEGIN INSERT INTO t VALUES (2, 'gone'); CREATE TABLE gone (a int);"
            + " INSERT INTO t VALUES (1, 'b'); EXCEPTION WHEN unique_violation THEN"
            + " UPDATE t SET n = 'caught'; END");

    assertThat(ask("SELECT string_agg(n, ',') FROM t")).isEqualTo("caught");
    assertThat(ask("SELECT to_regclass('gone') IS NULL")).isEqualTo("t");
  }

  @Test
  void doesNothingWhereAStatementFails() throws SQLException {
    SQLException failure =
        error("BEGIN UPDATE t SET n = 'x'; INSERT INTO t VALUES (1, 'dup'); END");

    assertThat(failure.getSQLState()).isEqualTo("23505");
    assertThat(ask("SELECT n FROM t")).isEqualTo("a");
  }

  @Test
  void goesOnWithAnErrorThatNoHandlerNames() throws SQLException {
    String wrong = "BEGIN INSERT INTO t VALUES (1, 'dup'); EXCEPTION WHEN %s END";

    assertThat(error(wrong.formatted("check_violation THEN NULL;")).getSQLState())
        .isEqualTo("23505");
    assertThat(error(wrong.formatted("others THEN RAISE;")).getSQLState()).isEqualTo("23505");
    SQLException raised = error("BEGIN RAISE EXCEPTION 'stop'; END");
    assertThat(raised.getMessage()).contains("stop");
    assertThat(raised.getSQLState()).isEqualTo("P0001");
  }

  @Test
  void runsTextsAndFunctions() throws SQLException {
    TestServers.run(connection, "CREATE SEQUENCE s");

    run("BEGIN EXECUTE format('INSERT INTO %I VALUES (%L, %L)', 't', 7, 'x'); END");
    run("BEGIN EXECUTE 'CREATE TABLE made (a int)'; PERFORM setval('s', 41); END");

    assertThat(ask("SELECT n FROM t WHERE id = 7")).isEqualTo("x");
    assertThat(ask("SELECT nextval('s') FROM (SELECT count(*) FROM made) m")).isEqualTo("42");
  }

  @Test
  void neverSwallowsARefusal() throws SQLException {
    assertThatThrownBy(() -> run("BEGIN EXECUTE 'LISTEN x'; EXCEPTION WHEN others THEN NULL; END"))
        .isInstanceOf(UnsupportedSqlException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN COMMIT; END",
        "BEGIN OPEN c; END",
        "BEGIN SAVEPOINT s; END",
        "BEGIN START TRANSACTION; END"
      })
  void refusesTheRestByNameAndTakesBackWhatWasDone(String body) throws SQLException {
    String changing = body.replace("BEGIN", "BEGIN UPDATE t SET n = 'x';");
    assertThatThrownBy(() -> run(changing))
        .isInstanceOf(UnsupportedSqlException.class)
        .hasMessageContaining(" in a function or DO block is not supported");
    assertThat(ask("SELECT n FROM t")).isEqualTo("a");
  }

  @Test
  void isPartOfTheTransactionAroundIt() throws SQLException {
    connection.setAutoCommit(false);
    run("BEGIN UPDATE t SET n = 'x'; END");
    connection.rollback();

    assertThat(ask("SELECT n FROM t")).isEqualTo("a");
  }
}
