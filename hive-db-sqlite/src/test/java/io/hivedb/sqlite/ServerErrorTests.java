// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.UnsupportedSqlException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Errors carry what PostgreSQL's server tells: constraint, table, column, position. */
class ServerErrorTests {

  private final BackendServer server = TestServers.start(Map.of());
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("errors"));
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database.runScript(
        "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE,"
            + " age int CHECK (age > 0)); INSERT INTO users VALUES (1, 'a@b', 1)");
    connection = TestServers.dataSource(database).getConnection();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ServerErrorMessage error(String sql) {
    PSQLException e =
        catchThrowableOfType(PSQLException.class, () -> TestServers.run(connection, sql));
    return Objects.requireNonNull(e.getServerErrorMessage());
  }

  @Test
  void unique() {
    ServerErrorMessage error = error("INSERT INTO users VALUES (2, 'a@b', 1)");
    assertThat(error.getSQLState()).isEqualTo("23505");
    assertThat(error.getConstraint()).isEqualTo("users_email_key");
    assertThat(error.getTable()).isEqualTo("users");
    assertThat(error.getMessage())
        .isEqualTo("duplicate key value violates unique constraint \"users_email_key\"");
  }

  @Test
  void functionOfAnotherSchema() throws SQLException {
    database.runScript(
        "CREATE SCHEMA app; CREATE FUNCTION app.deny() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'no'; END $$; CREATE TRIGGER deny BEFORE INSERT ON users"
            + " FOR EACH ROW EXECUTE FUNCTION app.deny()");

    assertThat(error("INSERT INTO users VALUES (2, 'b', 1)").getWhere())
        .isEqualTo("PL/pgSQL function app.deny() line 1 at RAISE");
  }

  @Test
  void primaryKey() {
    assertThat(error("INSERT INTO users VALUES (1, 'b', 1)").getConstraint())
        .isEqualTo("users_pkey");
  }

  @Test
  void notNull() {
    ServerErrorMessage error = error("INSERT INTO users VALUES (2, NULL, 1)");
    assertThat(error.getSQLState()).isEqualTo("23502");
    assertThat(error.getColumn()).isEqualTo("email");
    assertThat(error.getMessage())
        .isEqualTo(
            "null value in column \"email\" of relation \"users\" violates not-null constraint");
  }

  @Test
  void check() {
    ServerErrorMessage error = error("INSERT INTO users VALUES (2, 'b', 0)");
    assertThat(error.getSQLState()).isEqualTo("23514");
    assertThat(error.getConstraint()).isEqualTo("users_age_check");
  }

  @Test
  void theTextIsThatOfPgjdbc() {
    assertThatExceptionOfType(PSQLException.class)
        .isThrownBy(() -> TestServers.run(connection, "SELECT nope FROM users"))
        .withMessage("ERROR: column \"nope\" does not exist\n  Position: 8");
  }

  @Test
  void thePositionCountsFromTheBeginningOfTheWholeText() {
    assertThat(error("SELECT 1; SELECT nope FROM users").getPosition()).isEqualTo(18);
  }

  @Test
  void aRefusalNamesFeatureAndStatement() {
    assertThatExceptionOfType(UnsupportedSqlException.class)
        .isThrownBy(() -> TestServers.run(connection, "LISTEN news"))
        .satisfies(
            e -> {
              assertThat(e.getSQLState()).isEqualTo("0A000");
              assertThat(e.statement()).isEqualTo("LISTEN news");
              assertThat(e.getMessage())
                  .endsWith(
                      " is not supported by the backend [sqlite]. Run it with"
                          + " hive.database.backend=pglite or postgresql. Statement: LISTEN news");
            });
  }
}
