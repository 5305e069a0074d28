// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A connection that @HiveDatabase supplies")
class ConnectionInjectionTests {

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("is closed after its test")
  void closes(String backend) {
    Backends.check(backend);
    ConnectionTestCase.LAST.set(null);
    TestCases.assertPassed(TestCases.on(backend, ConnectionTestCase.class), 1);
    assertClosed(ConnectionTestCase.LAST.get());
  }

  @Test
  @DisplayName("does not hide the test's failure when its close fails")
  void failingClose() {
    assertThat(TestCases.onlyFailure(TestCases.run(FailingCloseTestCase.class)))
        .hasMessage("the test's own failure")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .anySatisfy(
                        other -> assertThat(other).hasStackTraceContaining("close failed")));
  }

  static void assertClosed(@Nullable Connection connection) {
    assertThat(connection)
        .satisfies(given -> assertThat(given != null && given.isClosed()).isTrue());
  }

  @HiveDatabase
  static class ConnectionTestCase {

    static final AtomicReference<@Nullable Connection> LAST = new AtomicReference<>();

    @Test
    void test(Connection connection) {
      LAST.set(connection);
    }
  }

  /** Stands for a database whose close fails: JUnit closes it from the same store. */
  @HiveDatabase
  static class FailingCloseTestCase {
    @Test
    @ExtendWith(ClosesBadly.class)
    void test(Connection connection) {
      throw new IllegalStateException("the test's own failure");
    }
  }

  static final class ClosesBadly implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      AutoCloseable failing =
          () -> {
            throw new IllegalArgumentException("close failed");
          };
      context.getStore(Databases.NAMESPACE).put(failing, failing);
    }
  }
}
