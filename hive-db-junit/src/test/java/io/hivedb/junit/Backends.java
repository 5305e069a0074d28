// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfig;
import io.hivedb.internal.BackendRoster;
import io.hivedb.tck.Requirement;
import java.util.Objects;

/** Whether a backend can be tested here. */
final class Backends {

  private Backends() {}

  /** Blank hides a URL that this build itself may have been given. */
  static String url(String backend) {
    String server = System.getenv("HIVE_TEST_POSTGRES_URL");
    return backend.equals("postgresql") && server != null ? server : "";
  }

  /**
   * Where the tests' PostgreSQL lies; blank hides one that this build itself may have been given.
   */
  static String postgresHome() {
    return Objects.requireNonNullElse(System.getenv("HIVE_TEST_POSTGRES_HOME"), "");
  }

  /** Skips the test, or fails it, where the backend cannot start. */
  static void check(String backend) {
    Requirement.check(backend, isReady(backend), missing(backend));
  }

  /** Fails the test where the backend cannot start, though this build demands it. */
  static void checkRequired(String backend) {
    if (Requirement.isRequired(backend)) {
      check(backend);
    }
  }

  static boolean isReady(String backend) {
    return missing(backend).isEmpty();
  }

  private static String missing(String backend) {
    HiveDbConfig config = HiveDbConfig.builder().url(url(backend)).build();
    return BackendRoster.of(config, key -> null).entries().stream()
        .filter(entry -> entry.backend().equals(backend))
        .map(BackendRoster.Entry::missing)
        .findFirst()
        .orElse("it is not on the class path");
  }
}
