// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTests {

  @Test
  void cutsLinesHoweverTheBytesArrive() {
    byte[] bytes = "one\r\n☃ two\n\nlast".getBytes(StandardCharsets.UTF_8);
    for (int split = 0; split <= bytes.length; split++) {
      List<String> lines = new ArrayList<>();
      LineOutput output = new LineOutput(lines::add);
      output.write(bytes, 0, split);
      output.write(bytes, split, bytes.length - split);
      output.close();
      assertThat(lines).containsExactly("one", "☃ two", "", "last");
    }
  }

  @Test
  void keepsOnlyTheLastLines() {
    RecentOutput output = new RecentOutput();
    for (int i = 1; i <= 1000; i++) {
      output.add("line " + i);
    }
    assertThat(output.lines()).hasSize(300).startsWith("line 701").endsWith("line 1000");
    assertThat(output.last(2)).containsExactly("line 999", "line 1000");
  }

  @Test
  void shortensLongLines() {
    RecentOutput output = new RecentOutput();
    output.add("x".repeat(5000));
    assertThat(output.lines()).containsExactly("x".repeat(2000) + " …");
  }
}
