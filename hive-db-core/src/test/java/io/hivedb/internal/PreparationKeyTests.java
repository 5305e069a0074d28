// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key of a prepared state")
class PreparationKeyTests {

  private static final ScriptStep FIRST = ScriptStep.ofText("first.sql", "create table a (n int)");
  private static final ScriptStep SECOND =
      ScriptStep.ofText("second.sql", "create table b (n int)");

  @Test
  @DisplayName("is the same for the same content, whatever the script's file is called")
  void isStable() {
    ScriptStep moved = ScriptStep.ofText("moved.sql", "create table a (n int)");
    assertThat(key("sqlite", "1", FIRST)).isEqualTo(key("sqlite", "1", moved)).hasSize(64);
  }

  @Test
  @DisplayName("changes with the backend and with the versions of its engine and extensions")
  void dependsOnEngine() {
    assertThat(key("sqlite", "sqlite-jdbc 3.54.1.0", FIRST))
        .isNotEqualTo(key("sqlite", "sqlite-jdbc 3.54.2.0", FIRST))
        .isNotEqualTo(key("pglite", "sqlite-jdbc 3.54.1.0", FIRST));
  }

  @Test
  @DisplayName("changes with the content, the number and the order of the steps")
  void dependsOnSteps() {
    ScriptStep changed = ScriptStep.ofText("first.sql", "create table a (n bigint)");
    assertThat(
            List.of(
                key("sqlite", "1"),
                key("sqlite", "1", FIRST),
                key("sqlite", "1", changed),
                key("sqlite", "1", FIRST, SECOND),
                key("sqlite", "1", SECOND, FIRST)))
        .doesNotHaveDuplicates();
  }

  private static String key(String backend, String format, PreparationStep... steps) {
    return Preparation.of(List.of(steps)).key(backend, format);
  }
}
