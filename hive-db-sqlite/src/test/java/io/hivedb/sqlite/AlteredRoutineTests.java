// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of ALTER FUNCTION, and of what BEFORE triggers choose. */
class AlteredRoutineTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a int DEFAULT f(1))",
        "CREATE TABLE t (a int); CREATE INDEX ON t (f(a))",
        "CREATE VIEW v AS SELECT f(1)",
        "CREATE DOMAIN d AS int CHECK (f(VALUE) > 1)"
      })
  void aFunctionThatIsUsedKeepsItsName(String user) throws Exception {
    try (OneConnection database = OneConnection.after()) {
      Connection connection = database.connection;
      TestServers.run(
          connection,
          "CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT a + 1'");
      TestServers.run(connection, user);

      assertThatThrownBy(() -> TestServers.run(connection, "ALTER FUNCTION f RENAME TO g"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
          .hasMessageContaining("another name or schema of a function that something uses");
    }
  }

  @Test
  void aKeyThatATriggerChoosesIsNotCascadedPastTriggers() throws Exception {
    try (OneConnection database = OneConnection.after()) {
      Connection connection = database.connection;
      TestServers.run(
          connection,
          """
          CREATE TABLE p (id int PRIMARY KEY, n int);
          CREATE TABLE c (p int REFERENCES p ON UPDATE CASCADE);
          CREATE FUNCTION k() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF NEW.n = 9 THEN NEW.id = 9; END IF; RETURN NEW; END $$;
          CREATE FUNCTION o() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
          CREATE TRIGGER pk BEFORE UPDATE ON p FOR EACH ROW EXECUTE FUNCTION k();
          CREATE TRIGGER co BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION o();
          INSERT INTO p VALUES (1, 1);
          INSERT INTO c VALUES (1)
          """);

      TestServers.run(connection, "UPDATE p SET n = 2");

      assertThat(TestServers.ask(connection, "SELECT n FROM p")).isEqualTo("2");
      assertThatThrownBy(() -> TestServers.run(connection, "UPDATE p SET n = 9"))
          .hasMessageContaining("a foreign key that changes rows of a table with triggers");
    }
  }
}
