// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The first connection of a pool")
class FirstConnectionIT {

  @Test
  @DisplayName("is not valid where its server has just died, though it was not used before")
  void tellsTheTruth() throws Exception {
    try (HiveDb db = own()) {
      Connection connection = db.dataSource().getConnection(); // ends with its server
      String pid = db.health().details().getOrDefault("pid", "");
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      server.destroyForcibly();
      server.onExit().get(10, TimeUnit.SECONDS);
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  @DisplayName("is valid where it is")
  void isValid() throws SQLException {
    try (HiveDb db = own();
        Connection connection = db.dataSource().getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  /** In a process of its own: its settings are nobody else's. */
  private static HiveDb own() {
    return HiveDb.start(
        config ->
            config.backend("pglite").ignoreOutsideSettings().set("hive.pglite.max-databases", "3"));
  }
}
