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
          .isEqualTo("a table here that the role pg_database_owner owns");
      assertThat(database.error("GRANT postgres TO postgres").feature())
          .isEqualTo("GRANT of the role postgres");
      assertThat(database.error("GRANT SELECT ON t TO nobody").sqlState()).isEqualTo("42704");
    }
  }

  /** What answers would depend on is refused, as nobody becomes another role. */
  @Test
  void refusesWhatRolesWouldAnswerOtherwise() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE ROLE app");
      database.execute("CREATE ROLE admin SUPERUSER ROLE app");
      database.execute("CREATE TABLE t (id int)");
      database.execute("CREATE VIEW v AS SELECT id FROM t");
      database.execute("CREATE SCHEMA closed");
      database.execute("CREATE TABLE closed.c (id int)");
      assertThat(database.error("SET ROLE app").feature()).isEqualTo("SET ROLE to another role");
      assertThat(database.error("ALTER VIEW v OWNER TO app").feature())
          .isEqualTo("a view here that the role app owns");
      assertThat(database.error("ALTER TABLE closed.c OWNER TO app").feature())
          .isEqualTo("a table here that the role app owns");
      assertThat(database.error("SELECT * FROM pg_auth_members").feature())
          .isEqualTo("the catalogue view pg_auth_members");
      assertThat(database.error("SELECT * FROM pg_authid").feature())
          .isEqualTo("the catalogue view pg_authid");
      assertThat(database.execute("SELECT relowner FROM pg_class WHERE relname = 't'").rows())
          .hasSize(1);
      database.execute("ALTER TABLE t OWNER TO app");
      assertThat(database.error("SELECT relowner FROM pg_class").feature())
          .isEqualTo("the column pg_class.relowner");
      assertThat(database.error("REVOKE ALL ON t FROM app").feature())
          .isEqualTo("REVOKE where a role owns something");
      assertThat(database.error("DROP ROLE app").feature())
          .isEqualTo("DROP of a role that was granted privileges");
    }
  }
}
