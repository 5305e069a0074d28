// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.junit.EveryBackend;
import io.hivedb.junit.HiveDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("All backends of docs/junit.md")
@HiveDatabase(scripts = "schema.sql")
class EveryBackendTests {

  @EveryBackend // in place of @Test; on a class, all its tests run on each backend
  void isTheSameEverywhere(HiveDb database) {
    assertThat(database.backend()).isIn("pglite", "postgresql", "sqlite");
  }
}
