// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The registered extension of docs/junit.md")
class RegisteredTests {

  @RegisterExtension
  static final HiveDatabaseExtension DATABASE =
      HiveDatabaseExtension.builder()
          .scripts("schema.sql")
          .configure(config -> config.poolSize(3))
          .build();

  @Test
  void connects(Connection connection) throws SQLException {
    assertThat(connection.isValid(1)).isTrue();
  }
}
