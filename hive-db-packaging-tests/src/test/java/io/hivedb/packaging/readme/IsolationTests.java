// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import io.hivedb.Capability;
import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.RequiresCapability;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The example of docs/isolation.md")
@HiveDatabase(scripts = "schema.sql")
class IsolationTests {

  @Test
  @RequiresCapability(Capability.SNAPSHOTS)
  void returnsToThePreparedState(HiveDb database) throws SQLException {
    Snapshot prepared = database.snapshot();
    execute(database, "DROP TABLE notes"); // whatever a test does: rows, DDL, extensions
    database.reset(prepared); // the same DataSource, the prepared state
    try (HiveDb other = database.fork()) { // a further database in the same state
      execute(other, "SELECT title FROM notes");
    }
  }

  private static void execute(HiveDb database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
