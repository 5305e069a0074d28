// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Returns a database to a snapshot. The first time, all pages are copied, and the file itself then
 * holds that state: everything since is in the write-ahead log beside it, so that from then on it
 * is enough to throw the log away. That costs the same whatever the size of the database.
 *
 * <p>The file has the snapshot's number in its first page, and the first entry of each log clears
 * it. So the number is there again after the log has gone only if no page of the log has reached
 * the file; otherwise all pages are copied once more. Used while no connection has a transaction.
 */
final class Rewind implements AutoCloseable {

  /** Both copies of the header of the shared index, and what checkpoints have done. */
  private static final int INDEX_HEADER = 136;

  private static final boolean CAN_DISCARD =
      !System.getProperty("os.name", "").startsWith("Windows");

  private final Path file;
  private final SQLiteConnection keeper;
  // Kept open: to close a file ends the locks that SQLite has on it in this process. No channels,
  // as these close themselves half-way where the thread is interrupted.
  private @Nullable RandomAccessFile log;
  private @Nullable RandomAccessFile index;
  private int inFile;
  private int newestSchema;

  Rewind(Path file, SQLiteConnection keeper) {
    this.file = file;
    this.keeper = keeper;
  }

  void to(SqliteSnapshot snapshot) throws SQLException {
    // No number of a schema comes again: a connection reads its schema anew when it is another.
    newestSchema = Math.max(newestSchema, number("PRAGMA schema_version")) + 1;
    if (snapshot.stamp() != inFile || !discarded(snapshot.stamp())) {
      inFile = 0;
      SnapshotFiles.restore(keeper, snapshot.path(), snapshot.stamp());
      if (CAN_DISCARD && number("PRAGMA wal_checkpoint(TRUNCATE)") == 0) {
        inFile = snapshot.stamp();
      }
    }
    run("BEGIN IMMEDIATE");
    run("PRAGMA user_version = 0");
    run("PRAGMA schema_version = " + newestSchema);
    run("COMMIT");
  }

  /** Empties the log, and makes SQLite build its index of the log anew. */
  private boolean discarded(int stamp) throws SQLException {
    try {
      if (log == null || index == null) {
        log = open("-wal");
        index = open("-shm");
      }
      // In this order: without its index the log is read anew, but not the other way round.
      index.seek(0);
      index.write(new byte[INDEX_HEADER]);
      log.setLength(0);
    } catch (IOException e) {
      throw new SQLException("the log of [" + file + "] cannot be emptied: " + e, e);
    }
    return number("PRAGMA user_version") == stamp;
  }

  private RandomAccessFile open(String suffix) throws IOException {
    return new RandomAccessFile(file + suffix, "rw");
  }

  private int number(String sql) throws SQLException {
    try (Statement statement = keeper.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = keeper.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
    if (index != null) {
      index.close();
    }
  }
}
