// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.UnsupportedSqlException;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What would be answered otherwise than by PostgreSQL where a table has triggers is refused by
 * name.
 */
class TriggerRefusalTests {

  private OneConnection opened;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    opened =
        OneConnection.after(
            "CREATE TABLE t (id int PRIMARY KEY)",
            "CREATE VIEW v AS SELECT id FROM t",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
    statement = opened.statement;
  }

  @AfterEach
  void close() throws SQLException {
    opened.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TRIGGER b INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f('x') | INSTEAD OF triggers",
        "INSERT INTO v VALUES (1) | a change through a view of a table with triggers",
      })
  void refusesByName(String sql, String feature) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOf(UnsupportedSqlException.class)
        .hasMessageStartingWith(feature + " is not supported by the backend [sqlite].");
  }
}
