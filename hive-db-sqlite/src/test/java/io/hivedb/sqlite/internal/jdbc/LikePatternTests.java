// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTests {

  @ParameterizedTest
  @CsvSource({
    "%, anything, true",
    "a%, abc, true",
    "a%, bca, false",
    "a_c, abc, true",
    "a_c, abbc, false",
    "a\\_c, a_c, true",
    "a\\_c, abc, false",
    "a.c, abc, false",
    "(, (, true",
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new LikePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a", "''"})
  void nullMatchesAll(String name) {
    assertThat(new LikePattern(null).matches(name)).isTrue();
  }
}
