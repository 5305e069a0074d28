// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database that is kept when a test fails")
@HiveDatabase(scripts = "schema.sql", keepOnFailure = true)
class KeptTests {

  @Test
  @DisplayName("is a database as any other while tests pass")
  void passes(Connection connection) throws SQLException {
    assertThat(connection.isValid(1)).isTrue();
  }
}
