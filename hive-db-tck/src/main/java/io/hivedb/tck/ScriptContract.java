// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.ScriptException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Scripts are run whole. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ScriptContract extends BackendFixture {

  /**
   * Semicolons in texts and comments end nothing.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a script with semicolons in texts, quotes and comments runs whole")
  default void runsWhole() throws SQLException {
    database()
        .runScript(
            """
            -- a comment; with a semicolon
            create table script_lines (id bigserial primary key, line text not null);
            /* another; one /* nested; */ still; */
            insert into script_lines (line) values ('a;b'), ('it''s; fine');
            insert into script_lines (line) values ($$dollar; quoted$$);
            """);
    try (Connection connection = connect()) {
      assertThat(ask(connection, "select count(*) from script_lines")).isEqualTo("3");
      assertThat(ask(connection, "select line from script_lines where id = 3"))
          .isEqualTo("dollar; quoted");
    }
  }

  /** An error tells its place in the whole script. */
  @Test
  @DisplayName("a failing script tells where")
  default void tellsPlace() {
    String script = "create table script_ok (n int);\n\nselect wrong from script_ok;\n";
    assertThatThrownBy(() -> database().runScript(script))
        .isInstanceOfSatisfying(
            ScriptException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("42703");
              assertThat(e.offset()).isEqualTo(script.indexOf("wrong"));
            });
  }
}
