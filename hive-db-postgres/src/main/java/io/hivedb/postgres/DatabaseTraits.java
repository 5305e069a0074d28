// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What belongs to a database but is kept outside it, so that {@code CREATE DATABASE … TEMPLATE}
 * leaves it out: {@code ALTER DATABASE … SET}, {@code ALTER ROLE … IN DATABASE … SET}, and rights.
 *
 * @param actions the statements that repeat it, {@code %s} standing for the database
 */
record DatabaseTraits(List<String> actions) {

  static final DatabaseTraits NONE = new DatabaseTraits(List.of());

  /** Stored as a list of quoted names, which is how they are written again: see pg_dump. */
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "temp_tablespaces");

  private static final String SETTINGS =
      """
      SELECT quote_ident(r.rolname), quote_ident(split_part(c, '=', 1)), split_part(c, '=', 1),
             quote_literal(substr(c, strpos(c, '=') + 1)), substr(c, strpos(c, '=') + 1)
      FROM pg_db_role_setting s
      JOIN pg_database d ON d.oid = s.setdatabase
      LEFT JOIN pg_roles r ON r.oid = s.setrole
      CROSS JOIN unnest(s.setconfig) AS c
      WHERE d.datname = ?
      """;

  private static final String RIGHTS =
      """
      SELECT a.privilege_type, coalesce(quote_ident(r.rolname), 'PUBLIC'), a.is_grantable
      FROM pg_database d
      CROSS JOIN aclexplode(d.datacl) AS a
      LEFT JOIN pg_roles r ON r.oid = a.grantee
      WHERE d.datname = ?
      """;

  static DatabaseTraits of(Connection connection, String database) throws SQLException {
    List<String> actions = new ArrayList<>();
    addSettings(connection, database, actions);
    addRights(connection, database, actions);
    return new DatabaseTraits(List.copyOf(actions));
  }

  private static void addSettings(Connection connection, String database, List<String> actions)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SETTINGS)) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String role = rows.getString(1);
          String value = LISTS.contains(rows.getString(3)) ? rows.getString(5) : rows.getString(4);
          actions.add(
              (role == null
                      ? "ALTER DATABASE %s"
                      : "ALTER ROLE " + escape(role) + " IN DATABASE %s")
                  + " SET "
                  + escape(rows.getString(2))
                  + " TO "
                  + (value.isEmpty() ? "''" : escape(value)));
        }
      }
    }
  }

  private static void addRights(Connection connection, String database, List<String> actions)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (actions.stream().noneMatch(action -> action.startsWith("REVOKE"))) {
            actions.add("REVOKE ALL ON DATABASE %s FROM PUBLIC");
          }
          actions.add(
              "GRANT "
                  + rows.getString(1)
                  + " ON DATABASE %s TO "
                  + escape(rows.getString(2))
                  + (rows.getBoolean(3) ? " WITH GRANT OPTION" : ""));
        }
      }
    }
  }

  private static String escape(String text) {
    return text.replace("%", "%%");
  }

  /** The statements for one database, whose name needs no quoting. */
  List<String> statements(String database) {
    return actions.stream().map(action -> action.formatted(database)).toList();
  }
}
