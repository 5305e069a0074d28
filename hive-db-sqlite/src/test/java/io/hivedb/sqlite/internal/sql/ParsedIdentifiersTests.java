// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** parse_ident; asked of PGlite. */
class ParsedIdentifiersTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'foo.bar' | {foo,bar}",
        "' Foo . \"b\"\"z\" . q$1_ ' | {foo,\"b\\\"z\",q$1_}",
        "'foo.bar(', false | {foo,bar}",
        "'foo bar', false | {foo}",
        "'\u00c4B.\u65e5\u672c' | {\u00c4b,\u65e5\u672c}",
        "'\"NULL\".null' | {\"NULL\",\"null\"}"
      })
  void aNameHasParts(String arguments, String parts) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.execute("SELECT parse_ident(" + arguments + ")").rows().get(0))
          .containsExactly(parts);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "foo.bar( | none",
        "1a | none",
        ".a | No valid identifier before \".\".",
        "a..b | No valid identifier before \".\".",
        "a. | No valid identifier after \".\".",
        "a.1 | No valid identifier after \".\".",
        "\"\" | Quoted identifier must not be empty.",
        "a.\"b | String has unclosed double quotes."
      })
  void whatIsNoNameFails(String name, String detail) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.error("SELECT parse_ident('" + name + "')"))
          .satisfies(
              error -> {
                assertThat(error.sqlState()).isEqualTo("22023");
                assertThat(error.text())
                    .isEqualTo("string is not a valid identifier: \"" + name + "\"");
                assertThat(error.detail()).isEqualTo(detail);
              });
    }
  }
}
