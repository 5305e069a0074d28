// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.junit.jupiter.api.Test;

class DateReaderTests {

  @Test
  void refusesAnEmptyPattern() {
    assertThatExceptionOfType(PgException.class)
        .isThrownBy(() -> DateReader.parse("abc", ""))
        .satisfies(
            refused ->
                assertThat(refused.feature()).isEqualTo("to read \"abc\" by the pattern \"\""));
  }
}
