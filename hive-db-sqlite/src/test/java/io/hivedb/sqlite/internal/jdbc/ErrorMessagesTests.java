// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.sqlite.TestServers;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors say word for word what they say on PostgreSQL: suites assert on details and hints. */
class ErrorMessagesTests {

  @Test
  void sayWhatPostgresSays() throws Exception {
    Map<String, String> outcomes = new LinkedHashMap<>();
    Map<String, String> recorded = ErrorMessages.load();
    try (BackendServer server = TestServers.start(Map.of());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("messages"));
        Connection connection = TestServers.dataSource(database).getConnection()) {
      for (String sql : recorded.keySet()) {
        outcomes.put(sql, ErrorMessages.outcome(connection, sql));
      }
    }
    assertThat(outcomes).containsExactlyEntriesOf(recorded);
  }
}
