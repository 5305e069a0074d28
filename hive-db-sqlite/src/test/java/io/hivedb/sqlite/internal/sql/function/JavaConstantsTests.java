// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaConstantsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'it''s'",
        "-1",
        "NULL",
        "CAST(100 AS TEXT)",
        "pg_i4(1 + 1)",
        "pg_i4((2 - 1) * 3)",
        "pg_numeric_fit('12.50', 10, 2)",
        "pg_array_make(23, 1, NULL, 3)"
      })
  void knowsThatItHasAValue(String sql) {
    assertThat(JavaConstants.succeeds(sql, null, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'open",
        "'a' || 'b'",
        "1.5",
        "r1.`id`",
        "?1",
        "(1",
        "CAST(1 AS BLOB)",
        "pg_i4(2147483647 + 1)",
        "pg_i4(9223372036854775807 + 1)",
        "pg_i4(1",
        "pg_i4(1) IS NULL",
        "pg_numeric_fit('12345.50', 4, 2)",
        "pg_nextval('s')",
        "pg_now()",
        "upper('a')"
      })
  void doesNotKnowOfAnother(String sql) {
    assertThat(JavaConstants.succeeds(sql, null, null)).isFalse();
  }
}
