// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ScriptException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptsIT {

  private final BackendServer server =
      TestServers.start(TestServers.byUrl(TestServers.existingUrl()));
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("scripts"));

  @AfterEach
  void close() {
    try (server) {
      database.close();
    }
  }

  @Test
  void theServerAloneSplits() throws SQLException {
    database.runScript(
        """
        -- a comment; with a semicolon
        CREATE TABLE t (id int, j jsonb, note text);
        CREATE FUNCTION add(n int) RETURNS void LANGUAGE plpgsql AS $body$
        BEGIN INSERT INTO t VALUES (n, '{"a": [1]}', 'x;y'); END; $body$;
        /* one; /* nested; */ */ SELECT add(1); SELECT add(2);
        INSERT INTO t SELECT 3, '{}', '{d 2020-01-01} ?' WHERE '{"a": 1}'::jsonb ? 'a';
        """);

    assertThat(
            TestServers.ask(
                database.connection(), "SELECT string_agg(note, '|' ORDER BY id) FROM t"))
        .isEqualTo("x;y|x;y|{d 2020-01-01} ?");
  }

  @Test
  void aSyntaxErrorHasItsPlaceInTheWholeScript() {
    String script = "CREATE TABLE t (id int);\n-- 𝄞 takes two chars in Java\nSELEC 1;";

    ScriptException failure =
        catchThrowableOfType(ScriptException.class, () -> database.runScript(script));

    assertThat(failure.getSQLState()).isEqualTo("42601");
    assertThat(script.substring(failure.offset())).isEqualTo("SELEC 1;");
  }

  @Test
  void anErrorWithoutPlaceSaysSo() {
    ScriptException failure =
        catchThrowableOfType(
            ScriptException.class,
            () ->
                database.runScript("CREATE TABLE t (id int UNIQUE); INSERT INTO t VALUES (1),(1)"));

    assertThat(failure.getSQLState()).isEqualTo("23505");
    assertThat(failure.offset()).isEqualTo(-1);
  }

  @Test
  void aDatabaseThatIsGoneIsNoScriptError() {
    database.close();
    assertThatThrownBy(() -> database.runScript("SELECT 1"))
        .isInstanceOf(SQLException.class)
        .isNotInstanceOf(ScriptException.class);
  }
}
