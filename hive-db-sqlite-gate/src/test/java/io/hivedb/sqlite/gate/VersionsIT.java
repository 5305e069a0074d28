// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both backends say that they are the same version, so that what asks for it decides alike. */
class VersionsIT {

  @BeforeAll
  static void requireNode() throws InterruptedException {
    Gate.requireNode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW server_version",
        "SHOW server_version_num",
        "SELECT split_part(version(), ' ', 2)",
        "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
      })
  void isTheVersionOfPglite(String sql) throws SQLException {
    try (Engines engines = new Engines("CREATE EXTENSION IF NOT EXISTS vector")) {
      Answer given = Answer.of(engines.ours(), sql);

      assertThat(given).isEqualTo(Answer.of(engines.truth(), sql));
      assertThat(given.state()).isNull();
    }
  }
}
