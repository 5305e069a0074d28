// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server tells of itself beyond its version, for the health. */
final class ServerState {

  /** Where the data are is not everybody's business: the server tells it to some users only. */
  private static final String QUESTION =
      """
      SELECT (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL),
             current_setting('max_connections'),
             extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::bigint,
             CASE WHEN pg_has_role('pg_read_all_settings', 'MEMBER')
                  THEN current_setting('data_directory') END
      """;

  private ServerState() {}

  static Map<String, String> ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      Map<String, String> state = new LinkedHashMap<>();
      state.put("connections", row.getLong(1) + " of " + row.getString(2));
      state.put("uptime", row.getLong(3) + " s");
      String directory = row.getString(4);
      if (directory != null) {
        state.put("data-directory", directory);
      }
      return state;
    }
  }
}
