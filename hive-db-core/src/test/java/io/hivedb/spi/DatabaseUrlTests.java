// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A database URL")
class DatabaseUrlTests {

  @ParameterizedTest(name = "{0}")
  @DisplayName("is split into scheme and rest")
  @CsvSource({
    "pglite://./data/app.db, false, pglite, //./data/app.db",
    "pglite:///abs/dir, false, pglite, ///abs/dir",
    "pglite:memory, false, pglite, memory",
    "sqlite:///./data/app.db, false, sqlite, ///./data/app.db",
    "sqlite:////abs/app.db, false, sqlite, ////abs/app.db",
    "sqlite::memory:, false, sqlite, :memory:",
    "postgresql://u:p@host:5532/db?sslmode=require, false, postgresql, //u:p@host:5532/db?sslmode=require",
    "postgresql+psycopg://host/db, false, postgresql, //host/db",
    "postgres://host/db, false, postgres, //host/db",
    "jdbc:postgresql://host/db, true, postgresql, //host/db",
    "jdbc:sqlite:app.db, true, sqlite, app.db",
    "JDBC:SQLite::memory:, true, sqlite, :memory:",
  })
  void split(String text, boolean jdbc, String scheme, String rest) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertThat(url.isJdbc()).isEqualTo(jdbc);
    assertThat(url.scheme()).isEqualTo(scheme);
    assertThat(url.rest()).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "", ":", "postgresql:", "1up://x", "//host/db", "a b:c"})
  @DisplayName("without scheme or rest is refused")
  void malformed(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The database URL ["
                + text
                + "] has no scheme, or nothing behind it. Write it as scheme:rest, for example"
                + " pglite:memory, sqlite:///./data/app.db or"
                + " postgresql://user:password@host:5432/db.");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:secret@host/db, postgresql://u:***@host/db",
    "postgresql://u:sec:ret@host/db, postgresql://u:***@host/db",
    "postgresql://u:sec@ret@host/db, postgresql://u:***@host/db",
    "postgresql://u@host/db, postgresql://u@host/db",
    "jdbc:postgresql://host/db?user=u&password=secret&ssl=true, jdbc:postgresql://host/db?user=u&password=***&ssl=true",
    "jdbc:postgresql://host/db?sslpassword=secret, jdbc:postgresql://host/db?sslpassword=***",
    "postgresql:u:secret@host, postgresql:u:***@host",
    "u:secret@host/db, u:***@host/db",
    "sqlite:////home/a@b/app.db, sqlite:////home/a@b/app.db",
    "postgresql:/u:secret@host/db, postgresql:/u:***@host/db",
    "postgresql://u:sec/ret@host/db, postgresql://u:***@host/db",
    "postgresql://u:sec?ret@host/db, postgresql://u:***@host/db",
  })
  @DisplayName("never shows its password")
  void redacted(String text, String shown) {
    assertThat(DatabaseUrl.parse(text)).hasToString(shown);
  }

  @Test
  @DisplayName("never shows its password when it is malformed either")
  void redactedWhenMalformed() {
    assertThatThrownBy(() -> DatabaseUrl.parse("//u:secret@host/db"))
        .message()
        .contains("//u:***@host/db")
        .doesNotContain("secret");
    assertThat(
            DatabaseUrl.parse("pglite://u:secret@x")
                .malformed("no host may stand there", "pglite:memory"))
        .hasMessage(
            "The database URL [pglite://u:***@x] is not understood: no host may stand there. Write"
                + " it as pglite:memory.");
  }
}
