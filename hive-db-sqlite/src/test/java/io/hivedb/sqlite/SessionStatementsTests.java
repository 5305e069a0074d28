// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.UnsupportedSqlException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PREPARE, EXECUTE and the cursors of SQL. */
class SessionStatementsTests {

  private OneConnection opened;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    opened =
        OneConnection.after(
            "CREATE TABLE t (id int PRIMARY KEY, n text)",
            "INSERT INTO t SELECT i, 'n' || i FROM generate_series(1, 5) i");
    connection = opened.connection;
  }

  @AfterEach
  void close() throws SQLException {
    opened.close();
  }

  private void run(String sql) throws SQLException {
    TestServers.run(connection, sql);
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private String state(String sql) {
    return catchThrowableOfType(SQLException.class, () -> run(sql)).getSQLState();
  }

  @Test
  void refusesATimeThatADefinitionMayHaveReadAnew() throws SQLException {
    run("PREPARE kept AS SELECT 'now'::timestamptz");
    run("PREPARE day AS SELECT 'today'::date = current_date");
    String first = rows("EXECUTE kept").get(0);

    assertThat(rows("EXECUTE kept")).containsExactly(first);
    run("BEGIN");
    run("CREATE TABLE gone (id int)");
    run("ROLLBACK");
    assertThat(state("EXECUTE kept")).isEqualTo("0A000");
    assertThat(rows("EXECUTE day")).containsExactly("t");
  }

  @Test
  void executesWithValues() throws SQLException {
    run("PREPARE by_id (int) AS SELECT n FROM t WHERE id = $1 OR id = $1 + 1 ORDER BY id");
    run("PREPARE change AS UPDATE t SET n = $2 WHERE id = $1");

    assertThat(rows("EXECUTE by_id (2)")).containsExactly("n2", "n3");
    assertThat(rows("EXECUTE by_id ('3')")).containsExactly("n3", "n4");
    run("EXECUTE change (3, 'new')");
    assertThat(rows("EXECUTE by_id (3)")).containsExactly("new", "n4");
    assertThat(state("EXECUTE by_id (1, 2)")).isEqualTo("42601");
    assertThat(state("EXECUTE by_id ('x')")).isEqualTo("22P02");
  }

  @Test
  void keepsAStatementUntilItIsDeallocated() throws SQLException {
    run("PREPARE one AS SELECT 1");
    run("PREPARE two AS SELECT 2");

    assertThat(state("PREPARE one AS SELECT 3")).isEqualTo("42P05");
    run("DEALLOCATE one");
    assertThat(state("EXECUTE one")).isEqualTo("26000");
    assertThat(rows("EXECUTE two")).containsExactly("2");
    run("DEALLOCATE ALL");
    assertThat(state("DEALLOCATE two")).isEqualTo("26000");
  }

  @Test
  void checksWhatItPrepares() {
    assertThat(state("PREPARE p AS SELECT nope FROM t")).isEqualTo("42703");
    assertThat(state("PREPARE p AS CREATE TABLE x (id int)")).isEqualTo("42601");
    assertThat(state("EXECUTE p (now())")).isEqualTo("26000");
  }

  @Test
  void scrolls() throws SQLException {
    connection.setAutoCommit(false);
    run("DECLARE c SCROLL CURSOR FOR SELECT id FROM t ORDER BY id");

    assertThat(rows("FETCH 2 FROM c")).containsExactly("1", "2");
    assertThat(rows("FETCH NEXT FROM c")).containsExactly("3");
    run("MOVE 1 IN c");
    assertThat(rows("FETCH ALL FROM c")).containsExactly("5");
    assertThat(rows("FETCH c")).isEmpty();
    assertThat(rows("FETCH BACKWARD 2 FROM c")).containsExactly("5", "4");
    assertThat(rows("FETCH ABSOLUTE 1 FROM c")).containsExactly("1");
    assertThat(rows("FETCH RELATIVE 2 FROM c")).containsExactly("3");
    assertThat(rows("FETCH RELATIVE 0 FROM c")).containsExactly("3");
    assertThat(rows("FETCH LAST c")).containsExactly("5");
    assertThat(rows("FETCH PRIOR c")).containsExactly("4");
    assertThat(rows("FETCH ABSOLUTE -2 c")).containsExactly("4");
    assertThat(rows("FETCH FORWARD 0 c")).containsExactly("4");
  }

  @Test
  void refusesACursorThatDrawsFromASequence() throws SQLException {
    run("CREATE SEQUENCE s");
    connection.setAutoCommit(false);

    assertThat(state("DECLARE c CURSOR FOR SELECT nextval('s') FROM t")).isEqualTo("0A000");
  }

  @Test
  void seesTheRowsAsTheyWere() throws SQLException {
    connection.setAutoCommit(false);
    run("DECLARE c CURSOR FOR SELECT id FROM t WHERE id > 3 ORDER BY id");
    run("DELETE FROM t");

    assertThat(rows("FETCH ALL FROM c")).containsExactly("4", "5");
  }

  @Test
  void closesCursorsWithTheirTransaction() throws SQLException {
    assertThat(state("DECLARE c CURSOR FOR SELECT 1")).isEqualTo("25P01");
    connection.setAutoCommit(false);
    run("DECLARE c CURSOR FOR SELECT 1");
    run("DECLARE h CURSOR WITH HOLD FOR SELECT 2");
    assertThat(state("DECLARE c CURSOR FOR SELECT 1")).isEqualTo("42P03");
    connection.rollback();
    assertThat(state("FETCH h")).isEqualTo("34000");
    connection.rollback();
    run("DECLARE h CURSOR WITH HOLD FOR SELECT 2");
    run("DECLARE c CURSOR FOR SELECT 1");
    connection.commit();

    assertThat(rows("FETCH h")).containsExactly("2");
    assertThat(state("FETCH c")).isEqualTo("34000");
    connection.rollback();
    run("CLOSE h");
    assertThat(state("CLOSE h")).isEqualTo("34000");
  }

  @Test
  void closesCursorsThatASavepointTakesBack() throws SQLException {
    connection.setAutoCommit(false);
    run("DECLARE a CURSOR FOR SELECT 1");
    run("SAVEPOINT s");
    run("DECLARE b CURSOR FOR SELECT 2");
    run("ROLLBACK TO s");

    assertThat(rows("FETCH a")).containsExactly("1");
    assertThat(state("FETCH b")).isEqualTo("34000");
  }

  @Test
  void goesBackOnlyWhereItMay() throws SQLException {
    connection.setAutoCommit(false);
    run("DECLARE c NO SCROLL CURSOR FOR SELECT id FROM t");
    run("DECLARE d CURSOR FOR SELECT count(*) FROM t GROUP BY id");
    run("SAVEPOINT s");

    assertThat(state("FETCH PRIOR c")).isEqualTo("55000");
    run("ROLLBACK TO s");
    assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> run("FETCH PRIOR d")))
        .isInstanceOf(UnsupportedSqlException.class);
  }
}
