// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfigurationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens SQLite connections on one file, in the way that the backend needs. */
public final class DatabaseFile {

  /** In the file's header, it tells that Hive DB made the file: {@code HvDB} in ASCII. */
  static final int APPLICATION_ID = 0x48764442;

  private static final int CACHE_KILOBYTES = 32 * 1024;

  /** Pages that the log of a durable file holds before they go to the file: SQLite's default. */
  private static final int LOG = 1000;

  /** 64 MB, for a reset that meets nothing of it in the file is the fastest. */
  private static final int THROW_AWAY_LOG = 16_384;

  private final Path path;
  private final Properties properties;
  private final int logPages;

  private DatabaseFile(Path path, Properties properties, int logPages) {
    this.path = path;
    this.properties = properties;
    this.logPages = logPages;
  }

  /** Loads what the driver needs for its settings: formats of dates, among others. */
  public static void preload() {
    properties(0, SQLiteConfig.SynchronousMode.OFF);
  }

  /**
   * A file whose data need not survive a crash.
   *
   * @param path where it is, or will be
   * @param busyMillis how long to wait for another connection's lock
   * @return the file
   */
  public static DatabaseFile throwAway(Path path, int busyMillis) {
    return new DatabaseFile(
        path, properties(busyMillis, SQLiteConfig.SynchronousMode.OFF), THROW_AWAY_LOG);
  }

  /**
   * A file whose committed data survive a crash of the machine.
   *
   * @param path where it is, or will be
   * @param busyMillis how long to wait for another connection's lock
   * @return the file
   */
  public static DatabaseFile durable(Path path, int busyMillis) {
    return new DatabaseFile(path, properties(busyMillis, SQLiteConfig.SynchronousMode.FULL), LOG);
  }

  private static Properties properties(int busyMillis, SQLiteConfig.SynchronousMode synchronous) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(busyMillis);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    // Taken as it is used. SQLite's own 2 MB would read a table of vectors anew for every search.
    config.setCacheSize(-CACHE_KILOBYTES);
    config.enforceForeignKeys(true);
    // The facade has its own; the driver's would run a query after each insert.
    config.setGetGeneratedKeys(false);
    return config.toProperties();
  }

  /**
   * Tells where it is.
   *
   * @return the path
   */
  public Path path() {
    return path;
  }

  /**
   * Tells the driver's URL.
   *
   * @return the URL
   */
  public String url() {
    return JDBC.PREFIX + path;
  }

  /**
   * Opens a connection.
   *
   * @return a connection in autocommit mode
   */
  public SQLiteConnection open() throws SQLException {
    SQLiteConnection connection = JDBC.createConnection(url(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + logPages);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Opens the first connection, and makes sure that the file is one of Hive DB, or new.
   *
   * @return a connection in autocommit mode
   */
  public SQLiteConnection openFirst() {
    SQLiteConnection connection = null;
    try {
      connection = open();
      checkOwner(connection);
      return connection;
    } catch (SQLException e) {
      RuntimeException failure = explain(e);
      close(connection, failure);
      throw failure;
    } catch (RuntimeException e) {
      close(connection, e);
      throw e;
    }
  }

  private static void close(@Nullable SQLiteConnection connection, RuntimeException failure) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void checkOwner(Connection connection) throws SQLException {
    int application = number(connection, "PRAGMA application_id");
    if (application == APPLICATION_ID) {
      return;
    }
    if (application != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
      throw new HiveDbConfigurationException(
          "The file ["
              + path
              + "] is an SQLite database that Hive DB did not make: its tables lack PostgreSQL's"
              + " types. Name a file that Hive DB made, or one that does not exist yet.");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private RuntimeException explain(SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code) {
      case SQLITE_NOTADB ->
          new HiveDbConfigurationException(
              "The file ["
                  + path
                  + "] is not an SQLite database. Name a file that Hive DB made, or one that does"
                  + " not exist yet.",
              e);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT ->
          new BackendStartException(
              "The SQLite database ["
                  + path
                  + "] is locked by another process. End that process, or close its transaction,"
                  + " and start again.",
              e);
      case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
          new BackendStartException(
              "The SQLite database ["
                  + path
                  + "] cannot be opened for writing: "
                  + e.getMessage()
                  + ". Check that its directory exists and may be written.",
              e);
      default ->
          new BackendStartException(
              "The SQLite database [" + path + "] cannot be opened: " + e.getMessage() + ".", e);
    };
  }
}
