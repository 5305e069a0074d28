// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.tck.Requirement;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recorded error messages are still what pgjdbc gives on a PostgreSQL, here PGlite. */
class ErrorMessagesRecordingIT {

  @Test
  void postgresStillSaysSo() throws Exception {
    boolean node = System.getenv("PATH") != null;
    Requirement.check("sqlite", node, "there is no PATH to find Node.js on");
    Map<String, String> outcomes = new LinkedHashMap<>();
    Map<String, String> recorded = ErrorMessages.load();
    try (HiveDb db = HiveDb.start(config -> config.backend("pglite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection()) {
      for (String sql : recorded.keySet()) {
        outcomes.put(sql, ErrorMessages.outcome(connection, sql));
      }
    }
    assertThat(outcomes).containsExactlyEntriesOf(recorded);
  }
}
