// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;

/** Copies the pages of a database to a file and back. */
final class SnapshotFiles {

  private static final AtomicInteger STAMPS = new AtomicInteger();
  private static final int VERSIONS = 18;

  /** Writers and readers need no log beside the file. */
  private static final int NO_LOG = 0x0101;

  private static final int USER_VERSION = 60;

  private SnapshotFiles() {}

  /** Copies what is committed, and gives the copy a number of its own. */
  static int save(SQLiteConnection from, Path to) throws SQLException {
    run(from, "backup to '" + quoted(to) + "'");
    return stamp(to);
  }

  /** Gives a file that nobody else has open a number of its own. */
  static int stamp(SQLiteConnection copy) throws SQLException {
    int stamp = STAMPS.incrementAndGet();
    run(copy, "PRAGMA journal_mode = DELETE");
    run(copy, "PRAGMA user_version = " + stamp);
    return stamp;
  }

  /**
   * The same without SQLite, which would read the whole schema first. The places are those of its
   * <a href="https://www.sqlite.org/fileformat2.html#the_database_header">file format</a>.
   */
  static int stampClosed(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(VERSIONS);
      if (bytes.readUnsignedShort() != NO_LOG) {
        throw new IOException("it is no database of SQLite that was closed without a log");
      }
      int stamp = STAMPS.incrementAndGet();
      bytes.seek(USER_VERSION);
      bytes.writeInt(stamp);
      return stamp;
    }
  }

  private static int stamp(Path to) throws SQLException {
    try (SQLiteConnection copy = JDBC.createConnection(JDBC.PREFIX + to, new Properties())) {
      return stamp(copy);
    }
  }

  /**
   * Copies a file back. The driver says nothing when another connection's lock kept it from that,
   * so that the number is cleared before, and must be the copy's afterwards.
   */
  static void restore(SQLiteConnection to, Path from, int stamp) throws SQLException {
    run(to, "PRAGMA user_version = 0");
    run(to, "restore from '" + quoted(from) + "'");
    int found = stampOf(to);
    if (found != stamp) {
      throw new SQLException("the file has the stamp [" + found + "] and not [" + stamp + "]");
    }
  }

  private static int stampOf(SQLiteConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  private static void run(SQLiteConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
