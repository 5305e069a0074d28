// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.Isolation;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Ten classes with {@code @HiveDatabase}, on the backend of the settings. */
final class HiveSuite {

  private HiveSuite() {}

  @HiveDatabase(
      isolation = Isolation.METHOD,
      scripts = "suite/schema.sql",
      dataScripts = "suite/data.sql")
  abstract static class Cases extends LibraryCases {

    private @Nullable DataSource dataSource;

    @Override
    DataSource dataSource() {
      return Objects.requireNonNull(dataSource);
    }
  }

  static final class C0 extends Cases {}

  static final class C1 extends Cases {}

  static final class C2 extends Cases {}

  static final class C3 extends Cases {}

  static final class C4 extends Cases {}

  static final class C5 extends Cases {}

  static final class C6 extends Cases {}

  static final class C7 extends Cases {}

  static final class C8 extends Cases {}

  static final class C9 extends Cases {}
}
