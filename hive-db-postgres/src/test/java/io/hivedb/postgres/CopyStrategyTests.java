// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyStrategyTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          13 | false |   8 | ''
          14 | true  | 300 | ''
          15 | false |   8 | STRATEGY file_copy
          15 | true  | 127 | ''
          15 | true  | 128 | STRATEGY file_copy
          18 | false |   8 | STRATEGY file_copy
          18 | true  |   8 | ''
          """)
  void isChosenByVersionDurabilityAndSize(
      int major, boolean durable, long megabytes, String clause) {
    assertThat(new CopyStrategy(major, durable).clause(megabytes << 20).strip()).isEqualTo(clause);
  }
}
