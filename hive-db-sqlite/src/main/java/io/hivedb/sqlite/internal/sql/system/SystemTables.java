// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Shows a connection the system's rows as tables of SQLite. Each relation is a database in memory,
 * filled once in a process, when the first statement names it, and attached read-only: no file has
 * its rows, so no copy, snapshot or reset meets them, and no transaction writes them.
 */
public final class SystemTables {

  private static final Pattern NAMED =
      Pattern.compile("`((?:pg_catalog|information_schema)\\.\\w+)`\\.`(?:system|vector)`");

  /** As many as SQLite is built for; there are about half as many relations with rows. */
  private static final int MOST_ATTACHED = 125;

  private static final String PLACE = "'file:/hive-" + UUID.randomUUID() + "-";

  private final Connection raw;
  private final Set<String> attached = new HashSet<>();

  /** Those that one connection sees. */
  public SystemTables(Connection raw) {
    this.raw = raw;
  }

  /** Attaches what a statement of SQLite names. */
  public void attach(String sql) throws SQLException {
    // Nearly all statements name none.
    if (!sql.contains("`.`system`")) {
      return;
    }
    Matcher names = NAMED.matcher(sql);
    while (names.find()) {
      String relation = names.group(1);
      // A literal may look like a name.
      if (!attached.contains(relation) && SystemRows.of(relation) != null) {
        Shared.fill(relation);
        attach(raw, relation, "&mode=ro");
        attached.add(relation);
      }
    }
  }

  private static void attach(Connection connection, String relation, String mode)
      throws SQLException {
    // The driver allows 10 where nobody says more.
    connection
        .unwrap(SQLiteConnection.class)
        .setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, MOST_ATTACHED);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "ATTACH " + PLACE + relation + "?vfs=memdb" + mode + "' AS `" + relation + "`");
    }
  }

  /** The query of a relation's rows, whose columns have the names that {@link #column} gives. */
  static String table(String relation, boolean vector) {
    return "`" + relation + (vector ? "`.`vector`" : "`.`system`");
  }

  /** The name of a recorded column. */
  static String column(int index) {
    return "c" + index;
  }

  /** The connection that keeps the databases, which live as long as one has them open. */
  private static final class Shared {

    private static final Set<String> FILLED = new HashSet<>();
    private static @Nullable Connection keeper;

    static synchronized void fill(String relation) throws SQLException {
      if (FILLED.contains(relation)) {
        return;
      }
      Connection open = keeper;
      if (open == null) {
        open = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
        keeper = open;
      }
      attach(open, relation, "");
      try (Statement statement = open.createStatement()) {
        statement.execute("BEGIN");
        write(open, relation);
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException | Error e) {
        drop(open, relation, e);
        throw e;
      }
      FILLED.add(relation);
    }

    private static void write(Connection open, String relation) throws SQLException {
      SystemRows rows = Objects.requireNonNull(SystemRows.of(relation));
      SystemTable.fill(open, table(relation, false), rows, false);
      SystemTable.fill(open, table(relation, true), rows, true);
    }

    /** So that it can be tried again, as after memory ran out. */
    private static void drop(Connection open, String relation, Throwable failure) {
      try (Statement statement = open.createStatement()) {
        statement.execute("ROLLBACK");
        statement.execute("DETACH `" + relation + "`");
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
