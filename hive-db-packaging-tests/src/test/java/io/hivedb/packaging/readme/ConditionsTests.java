// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.Capability;
import io.hivedb.junit.DisabledOnBackend;
import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.RequiresCapability;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The conditions of docs/junit.md")
@HiveDatabase
class ConditionsTests {

  @Test
  @RequiresCapability(Capability.STORED_PROCEDURES)
  void runsWhereThereIsPlpgsql(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("DO $$ BEGIN PERFORM 1; END $$");
    }
  }

  @Test
  @DisabledOnBackend(value = "sqlite", reason = "nobody becomes another role there")
  void runsElsewhere(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT current_user")) {
      assertThat(rows.next()).isTrue();
    }
  }
}
