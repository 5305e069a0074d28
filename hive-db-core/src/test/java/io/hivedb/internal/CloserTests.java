// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A closer")
class CloserTests {

  private final Closer closer = new Closer();
  private final List<String> closed = new ArrayList<>();

  @Test
  @DisplayName("closes the last first, and only once")
  void reverseOrder() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> closed.add("second"));
    closer.close();
    closer.close();
    assertThat(closed).containsExactly("second", "first");
    assertThat(closer.isClosed()).isTrue();
  }

  @Test
  @DisplayName("goes on after a failure, throws the first and suppresses the rest")
  void failures() {
    closer.add(() -> closed.add("first"));
    closer.add(
        () -> {
          throw new IOException("later");
        });
    closer.add(
        () -> {
          throw new IllegalStateException("earlier");
        });
    assertThatThrownBy(closer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("earlier")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .hasToString("java.io.IOException: later"));
    assertThat(closed).containsExactly("first");
  }

  @Test
  @DisplayName("suppresses what goes wrong while closing because of something else")
  void becauseOf() {
    RuntimeException cause = new RuntimeException("cause");
    closer.add(
        () -> {
          throw new IOException("while closing");
        });
    closer.closeBecauseOf(cause);
    assertThat(cause.getSuppressed())
        .singleElement()
        .hasToString("java.io.IOException: while closing");
  }

  @Test
  @DisplayName("closes at once what comes too late")
  void tooLate() {
    closer.close();
    assertThatThrownBy(() -> closer.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }
}
