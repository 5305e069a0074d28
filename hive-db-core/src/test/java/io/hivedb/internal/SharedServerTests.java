// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that all test classes share")
class SharedServerTests {

  @Test
  @DisplayName("is not started again when its start has failed, whatever failed")
  void failsOnce() {
    AtomicInteger starts = new AtomicInteger();
    RuntimeException unexpected = new UncheckedIOException(new IOException("no image"));
    try (SharedServer server =
        new SharedServer(
            () -> {
              starts.incrementAndGet();
              throw unexpected;
            })) {
      assertThatThrownBy(server::running).isSameAs(unexpected);
      assertThatThrownBy(server::running).isSameAs(unexpected);
    }
    assertThat(starts).hasValue(1);
  }
}
