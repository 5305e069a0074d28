// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants that fail though no row reaches them; the corpus "constants" holds many more. */
class FoldingTests {

  private BackendServer server;
  private BackendDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    server = TestServers.start(Map.of());
    database = server.create(DatabaseSpec.throwAway("folding"));
    connection = TestServers.dataSource(database).getConnection();
    run("CREATE TABLE empty (i int, v varchar(3), n numeric(4, 2))");
    run("CREATE SEQUENCE s");
    run("PREPARE kept AS SELECT 1/0 FROM empty");
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    database.close();
    server.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String first(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "no row";
    }
  }

  private void assertFails(String sql, String state) {
    assertThatThrownBy(() -> run(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1/0 FROM empty",
        "SELECT i FROM empty WHERE i = 1 OR 1/0 = 1",
        "SELECT CASE WHEN i > 0 THEN 1 ELSE 1/0 END FROM empty",
        "SELECT nextval('s'), 1/0",
        "SELECT 1 FROM empty WHERE nextval('s') > 0 AND 1/0 = 1",
        "UPDATE empty SET i = 1/0 WHERE false",
        "DELETE FROM empty WHERE i = 1/0",
        "INSERT INTO empty (i) SELECT 1/0 WHERE false",
        "INSERT INTO empty (i) VALUES (nextval('s')) RETURNING i, 1/0",
        "MERGE INTO empty USING (SELECT 1 AS x) m ON i = x WHEN MATCHED THEN UPDATE SET i = 1/0",
        "WITH up AS (UPDATE empty SET i = 1/0 WHERE false RETURNING i) SELECT i FROM up",
        "CREATE TABLE other AS SELECT 1/0 AS x FROM empty",
        "EXECUTE kept"
      })
  void failsWhereNoRowReachesIt(String sql) throws SQLException {
    assertFails(sql, "22012");

    assertThat(first("SELECT nextval('s')")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT i FROM empty WHERE false AND 1/0 = 1",
        "SELECT i FROM empty WHERE true OR 1/0 = 1",
        "SELECT CASE WHEN 1 = 1 THEN 1 ELSE 1/0 END FROM empty",
        "SELECT CASE WHEN i = 1 AND false THEN 1/0 END FROM empty",
        "SELECT CASE WHEN NOT (i = 1 OR true) THEN 1/0 END FROM empty",
        "SELECT COALESCE(i, 1, 1/0) FROM empty",
        "SELECT i FROM (SELECT i, 1/0 AS x FROM empty) q",
        "SELECT i FROM empty WHERE EXISTS (SELECT 1/0 FROM empty)",
        "WITH w AS (SELECT 1/0 AS x), z AS (SELECT x FROM w) SELECT i FROM empty",
        "SELECT now() + interval '1 day' / length(now()::text) FROM empty",
        "SELECT to_date('x', 'YYYY') FROM empty",
        "SELECT 'x'::text::interval FROM empty"
      })
  void doesNotFailWhereItIsLeftOut(String sql) throws SQLException {
    assertThat(first(sql)).isEqualTo("no row");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT i FROM empty WHERE fails() LIMIT 0",
        "SELECT i FROM empty WHERE fails() AND now() < '1999-01-01'",
        "SELECT i FROM (SELECT i FROM empty WHERE fails()) q",
        "WITH w AS (SELECT i FROM empty WHERE fails()) SELECT i FROM w",
        "SELECT (SELECT i FROM empty WHERE fails()) FROM empty",
        "SELECT i FROM empty e WHERE EXISTS (SELECT 1 FROM empty WHERE i = e.i AND fails())",
        "SELECT i FROM empty WHERE (i = 1 AND fails()) OR (i = 2 AND fails())",
        "DELETE FROM empty WHERE i IN (SELECT i FROM empty WHERE fails())"
      })
  void isRefusedWhereItIsOpenWhetherItIsComputed(String sql) throws SQLException {
    run(
        "CREATE FUNCTION fails() RETURNS boolean STABLE LANGUAGE plpgsql"
            + " AS 'BEGIN RETURN 1/0 = 1; END'");

    assertFails(sql, "0A000");
    run(sql.replace("fails()", "current_setting('a.b', true) = 'c'"));
  }

  @Test
  void failsAgainAndWhenTheTableHasChanged() throws SQLException {
    String sql = "SELECT i FROM empty WHERE v = chr(0)";

    assertFails(sql, "54000");
    assertFails(sql, "54000");
    run("ALTER TABLE empty ADD COLUMN w int");
    assertFails(sql, "54000");
  }

  @Test
  void whatIsMissingIsFoundBeforeAConstantIsComputed() {
    assertFails("SELECT 1/0, nothing FROM empty", "42703");
    assertFails("SELECT 1/0 FROM nothing", "42P01");
  }

  @Test
  void failsBeforeAReadOnlyTransactionIsComplainedOf() throws SQLException {
    run("BEGIN READ ONLY");
    assertFails("UPDATE empty SET i = 1/0", "22012");
    run("ROLLBACK");
  }

  @Test
  void aRoutinesVariablesMayDecide() throws SQLException {
    run(
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS"
            + " 'BEGIN IF a > 5 THEN RETURN 1/0; END IF;"
            + " RETURN (SELECT CASE WHEN a > 0 THEN a ELSE 1/0 END); END'");

    assertThat(first("SELECT f(3)")).isEqualTo("3");
    assertFails("SELECT f(7)", "22012");
  }

  @Test
  void parametersMayDecide() throws SQLException {
    run("INSERT INTO empty (i) VALUES (1)");
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT CASE WHEN ? > 0 THEN i ELSE 1/0 END FROM empty")) {
      statement.setInt(1, 1);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
      statement.setInt(1, 0);
      assertThatThrownBy(statement::executeQuery).hasMessageContaining("division by zero");
    }
  }

  private String withZero(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setInt(i, 0);
      }
      boolean rows = statement.execute();
      return rows && statement.getResultSet().next() ? "row" : "no row";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1/? FROM empty",
        "SELECT i FROM empty WHERE i = 1/?",
        "SELECT i FROM empty WHERE ? <> 0 OR i = 1/?",
        "SELECT CASE WHEN ? = 1 THEN 1 ELSE 1/? END FROM empty",
        "SELECT i FROM empty WHERE ? > 0 OR 1/0 = 1",
        "SELECT nextval('s'), 1/?",
        "UPDATE empty SET i = 1/? WHERE false",
        "INSERT INTO empty (i) SELECT 1/? WHERE false",
        "INSERT INTO empty (i) VALUES (nextval('s')), (1/?)",
        "INSERT INTO empty (i) VALUES (nextval('s')) RETURNING 1/?",
        "SELECT sum(i) OVER (ORDER BY 1/?) FROM empty",
        "SELECT 1/coalesce(?, i) FROM empty"
      })
  void parametersAreConstantsOfARun(String sql) throws SQLException {
    assertThatThrownBy(() -> withZero(sql)).hasMessageContaining("division by zero");

    assertThat(first("SELECT nextval('s')")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT i FROM empty WHERE ? = 0 OR i = 1/?",
        "SELECT i FROM empty WHERE ? <> 0 AND i = 1/?",
        "SELECT CASE ? WHEN 0 THEN 0 ELSE 1/? END FROM empty",
        "SELECT COALESCE(?, 1/?) FROM empty",
        "SELECT i FROM empty WHERE ? = 1 AND 1/0 = 1",
        "SELECT i FROM (SELECT i, 1/? AS x FROM empty) q"
      })
  void parametersMayKeepAConstantFromBeingComputed(String sql) throws SQLException {
    assertThat(withZero(sql)).isEqualTo("no row");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 FROM empty WHERE 'a' ~ 'a?('", "SELECT 'a?'::text::int"})
  void aQuestionMarkInATextIsNoParameter(String sql) {
    assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class);
  }

  @Test
  void aSetThatDistinctOnMayFollowOrPrecedeIsRefused() {
    assertFails("SELECT DISTINCT ON (i) i, generate_series(1, 2) FROM empty ORDER BY i", "0A000");
  }

  @Test
  void aStatementThatFailsIsDescribed() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1/0 AS x FROM empty")) {
      assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("x");
    }
  }

  @Test
  void manyConstantsAreComputedTogether() throws SQLException {
    StringBuilder sql = new StringBuilder("INSERT INTO empty (n) VALUES (0)");
    for (int i = 1; i < 300; i++) {
      sql.append(", (").append(i % 90).append(".5)");
    }

    assertFails(sql + ", (100)", "22003");
    run(sql.toString());
    assertThat(first("SELECT count(*) FROM empty")).isEqualTo("300");
  }
}
