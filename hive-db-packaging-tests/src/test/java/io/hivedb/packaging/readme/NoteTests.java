// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class NoteTests {

  @Test
  void findsTheNearestNote(Connection connection) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT title FROM notes ORDER BY embedding <-> ?::vector LIMIT 1")) {
      query.setString(1, "[1,2,3]");
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("title")).isEqualTo("near");
      }
    }
  }
}
