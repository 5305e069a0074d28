// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The detail and context of a wrong JSON text are those that PGlite gave. */
class JsonComplaintTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":         | The input string ended unexpectedly.            | {\"a\":",
        "{a:1}           | Token \"a\" is invalid.                         | {a...",
        "{\"a\":1,}      | Expected string, but found \"}\".               | {\"a\":1,}",
        "[1,]            | Expected JSON value, but found \"]\".           | [1,]",
        "{\"a\"}         | Expected \":\", but found \"}\".                | {\"a\"}",
        "{1:2}           | Expected string or \"}\", but found \"1\".      | {1...",
        "{\"a\":1 \"b\"} | Expected \",\" or \"}\", but found \"\"b\"\".   | {\"a\":1 \"b\"...",
        "[1 2]           | Expected \",\" or \"]\", but found \"2\".       | [1 2...",
        "01              | Token \"01\" is invalid.                        | 01",
        "1 2             | Expected end of input, but found \"2\".         | 1 2",
        "\"abc           | Token \"\"abc\" is invalid.                     | \"abc",
        "\"a\\x\"        | Escape sequence \"\\x\" is invalid.             | \"a\\x...",
        "\"a\\u12\"      | \"\\u\" must be followed by four hexadecimal digits. | \"a\\u12\"",
        "\"\\ud800\"     | Unicode low surrogate must follow a high surrogate. | \"\\ud800\"",
        "+1              | Token \"+\" is invalid.                         | +...",
        "'{\"a\":é}'     | Token \"'\" is invalid.                         | '...",
        "{\"a\":é}       | Token \"é\" is invalid.                         | {\"a\":é..."
      })
  void tellsWhatIsWrongAndWhere(String json, String detail, String context) {
    PgException error = catchThrowableOfType(PgException.class, () -> Json.parse(json));

    assertThat(error.sqlState()).isEqualTo("22P02");
    assertThat(error.text()).isEqualTo("invalid input syntax for type json");
    assertThat(error.detail()).isEqualTo(detail);
    assertThat(error.where()).isEqualTo("JSON data, line 1: " + context);
  }

  @Test
  void showsTheEndOfTheWrongLine() {
    assertThatThrownBy(() -> Json.parse("{\"a\": 1,\n \"b\": oops,\n \"c\": 3}"))
        .isInstanceOfSatisfying(
            PgException.class,
            error -> assertThat(error.where()).isEqualTo("JSON data, line 2:  \"b\": oops..."));
    assertThatThrownBy(() -> Json.parse("{\"" + "a".repeat(76) + "\": x}"))
        .isInstanceOfSatisfying(
            PgException.class,
            error ->
                assertThat(error.where())
                    .isEqualTo("JSON data, line 1: ..." + "a".repeat(45) + "\": x..."));
  }

  @Test
  void leavesTheEscapesOfJsonAsTheyAre() {
    Json.check("\"\\u0000 \\ud800\"");

    assertThatThrownBy(() -> Json.parse("\"\\u0000\""))
        .isInstanceOfSatisfying(
            PgException.class, error -> assertThat(error.sqlState()).isEqualTo("22P05"));
  }
}
