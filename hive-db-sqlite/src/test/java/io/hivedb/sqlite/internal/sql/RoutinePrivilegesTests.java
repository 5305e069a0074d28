// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GRANT and OWNER TO of functions and types, which change no answer; asked of PGlite. */
class RoutinePrivilegesTests {

  private TestDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = new TestDatabase();
    for (String argument : new String[] {"int", "text"}) {
      database.execute(
          "CREATE FUNCTION g(a " + argument + ") RETURNS int LANGUAGE sql AS 'SELECT 1'");
    }
    database.execute("CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'");
    database.execute("CREATE TYPE mood AS ENUM ('a')");
    database.execute("CREATE DOMAIN pos AS int CHECK (VALUE > 0)");
    database.execute("CREATE TABLE function (id int)");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT EXECUTE ON FUNCTION g(int) TO PUBLIC",
        "GRANT ALL ON FUNCTION public.g(a integer), g(text) TO postgres WITH GRANT OPTION",
        "GRANT ALL PRIVILEGES ON PROCEDURE p TO CURRENT_USER",
        "REVOKE GRANT OPTION FOR EXECUTE ON ROUTINE p() FROM PUBLIC CASCADE",
        "REVOKE ALL ON FUNCTION g(int) FROM PUBLIC",
        "GRANT SELECT ON function TO PUBLIC",
        "GRANT USAGE ON TYPE mood, pos TO PUBLIC",
        "REVOKE ALL ON DOMAIN pos FROM PUBLIC",
        "ALTER FUNCTION g(int) OWNER TO postgres",
        "ALTER PROCEDURE p() OWNER TO CURRENT_USER"
      })
  void whatNamesWhatIsThereIsAccepted(String sql) {
    database.execute(sql);

    assertThat(database.execute("SELECT g(1)").rows().get(0)).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT EXECUTE ON FUNCTION g TO PUBLIC | 42725 | function name \"g\" is not unique",
        "GRANT EXECUTE ON FUNCTION h(int) TO PUBLIC | 42883 | function h(integer) does not exist",
        "GRANT EXECUTE ON FUNCTION g(int) TO nobody | 42704 | role \"nobody\" does not exist",
        "GRANT SELECT ON FUNCTION g(int) TO PUBLIC | 0LP01 | invalid privilege type SELECT for function",
        "GRANT foo ON FUNCTION g(int) TO PUBLIC | 42601 | unrecognized privilege type \"foo\"",
        "GRANT EXECUTE ON FUNCTION p() TO PUBLIC | 42809 | p() is not a function",
        "GRANT SELECT ON TYPE mood TO PUBLIC | 0LP01 | invalid privilege type SELECT for type",
        "GRANT USAGE ON DOMAIN mood TO PUBLIC | 42809 | \"mood\" is not a domain",
        "ALTER FUNCTION h(int) OWNER TO nobody | 42704 | role \"nobody\" does not exist",
        "ALTER FUNCTION h(int) OWNER TO postgres | 42883 | function h(integer) does not exist"
      })
  void whatPostgresqlRefusesFailsAsThere(String sql, String state, String text) {
    assertThat(database.error(sql))
        .satisfies(
            error -> {
              assertThat(error.sqlState()).isEqualTo(state);
              assertThat(error.text()).isEqualTo(text);
            });
  }

  @Test
  void whatWasGrantedIsNotKept() {
    String functions = "SELECT proacl FROM pg_proc WHERE proname = 'g'";
    String types = "SELECT typacl FROM pg_type WHERE typname = 'mood'";

    assertThat(database.error(functions).feature()).isNotNull();
    assertThat(database.error(types).feature()).isNotNull();
  }
}
