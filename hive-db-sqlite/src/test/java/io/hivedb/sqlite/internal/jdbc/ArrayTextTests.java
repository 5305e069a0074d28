// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayTextTests {

  @Test
  void readsPlainQuotedAndNull() {
    assertThat(ArrayText.read("{a,\"b,}\",NULL,\"NULL\",\"q\\\"\\\\\"}"))
        .isEqualTo(Arrays.asList("a", "b,}", null, "NULL", "q\"\\"));
  }

  @Test
  void readsEmptyNestedAndBounded() {
    assertThat(ArrayText.read("{}")).isEmpty();
    assertThat(ArrayText.read("{{1,2},{3,4}}"))
        .isEqualTo(List.of(List.of("1", "2"), List.of("3", "4")));
    assertThat(ArrayText.read("[2:3]={1,2}")).isEqualTo(List.of("1", "2"));
  }

  @Test
  void writesWhatItReads() {
    Object[] values = {"a", null, "NULL", "", "x\"\\,{}", " "};
    String text = ArrayText.write(values, Object::toString);
    assertThat(ArrayText.read(text)).isEqualTo(Arrays.asList(values));
    assertThat(ArrayText.write(new int[][] {{1}, {2}}, Object::toString))
        .isEqualTo("{{\"1\"},{\"2\"}}");
  }
}
