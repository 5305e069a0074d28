// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is refused about functions with VARIADIC, and about the roles of the system. */
class VariadicAndRoleTests {

  @Test
  void refusesCallsOfFunctionsWithVariadic() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute(
          "CREATE FUNCTION total(VARIADIC xs int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'");

      assertThat(database.error("SELECT total(1, 2)").feature())
          .isEqualTo("a call of a function with VARIADIC");
      assertThat(database.error("SELECT total()").sqlState()).isEqualTo("42883");
    }
  }

  @Test
  void knowsTheRolesOfTheSystem() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int)");
      database.execute("GRANT SELECT ON t TO pg_read_all_data");
      database.execute("ALTER SCHEMA public OWNER TO pg_database_owner");

      assertThat(database.error("ALTER TABLE t OWNER TO pg_database_owner").feature())
          .isEqualTo("what the role pg_database_owner owns");
      assertThat(database.error("GRANT postgres TO postgres").feature())
          .isEqualTo("GRANT of a role");
      assertThat(database.error("GRANT SELECT ON t TO nobody").sqlState()).isEqualTo("42704");
    }
  }
}
