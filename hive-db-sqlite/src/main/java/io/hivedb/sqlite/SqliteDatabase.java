// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.sqlite.internal.jdbc.CommitHook;
import io.hivedb.sqlite.internal.jdbc.HiveDataSource;
import io.hivedb.sqlite.internal.jdbc.RawSession;
import io.hivedb.sqlite.internal.jdbc.Scripts;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.storage.DatabaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;

/** One file, its engine, and the connections to it. */
final class SqliteDatabase implements BackendDatabase {

  private final DatabaseFile file;
  private final boolean removed;
  private final Consumer<SqliteDatabase> onClose;
  private final SQLiteConnection keeper;
  private final SqlEngine engine;
  private final HiveDataSource dataSource;
  private final Rewind rewind;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger kept = new AtomicInteger();

  private SqliteDatabase(
      DatabaseFile file,
      boolean removed,
      Consumer<SqliteDatabase> onClose,
      SQLiteConnection keeper,
      SqlEngine engine) {
    this.file = file;
    this.removed = removed;
    this.onClose = onClose;
    this.keeper = keeper;
    this.engine = engine;
    this.rewind = new Rewind(file.path(), keeper);
    this.dataSource =
        new HiveDataSource(this::open, file.url(), Runtime.getRuntime().maxMemory() / 4);
  }

  static SqliteDatabase throwAway(Path path, int busyMillis, Consumer<SqliteDatabase> onClose) {
    EngineLoading.awaitDriver();
    return start(DatabaseFile.throwAway(path, busyMillis), true, onClose);
  }

  static SqliteDatabase durable(Path path, int busyMillis) {
    EngineLoading.awaitDriver();
    return start(DatabaseFile.durable(path, busyMillis), false, database -> {});
  }

  /** Reads the catalogue; pgvector is there from the beginning, as the contract demands. */
  private static SqliteDatabase start(
      DatabaseFile file, boolean removed, Consumer<SqliteDatabase> onClose) {
    SQLiteConnection keeper = file.openFirst();
    EngineLoading.awaitEngine();
    SqlEngine engine = new SqlEngine();
    SqliteDatabase database = new SqliteDatabase(file, removed, onClose, keeper, engine);
    try {
      engine.load(keeper);
      database.runScript("CREATE EXTENSION IF NOT EXISTS vector");
      return database;
    } catch (SQLException | RuntimeException e) {
      throw database.unreadable(e);
    }
  }

  /** Closes what was begun. */
  private BackendStartException unreadable(Exception cause) {
    BackendStartException failure =
        new BackendStartException(
            "The catalogue of the SQLite database ["
                + file.path()
                + "] cannot be read: "
                + cause.getMessage()
                + ".",
            cause);
    try {
      close();
    } catch (RuntimeException suppressed) {
      failure.addSuppressed(suppressed);
    }
    return failure;
  }

  /** A throw-away database in the state of a snapshot. */
  static SqliteDatabase fork(
      Path path, int busyMillis, SqliteSnapshot snapshot, Consumer<SqliteDatabase> onClose) {
    try {
      Files.copy(snapshot.path(), path);
    } catch (IOException e) {
      throw new BackendStartException(
          "The snapshot [" + snapshot.path() + "] cannot be copied to [" + path + "]: " + e + ".",
          e);
    }
    EngineLoading.awaitDriver();
    DatabaseFile file = DatabaseFile.throwAway(path, busyMillis);
    SqlEngine engine = new SqlEngine();
    SqliteDatabase database = new SqliteDatabase(file, true, onClose, file.openFirst(), engine);
    try {
      engine.restore(snapshot.state(database.keeper));
      return database;
    } catch (SQLException | RuntimeException e) {
      throw database.unreadable(e);
    }
  }

  /** Only throw-away databases have snapshots: a named file has one state, the user's. */
  @Override
  public BackendSnapshot snapshot() {
    if (!removed) {
      return BackendDatabase.super.snapshot();
    }
    Path path =
        file.path().resolveSibling(file.path().getFileName() + "-" + kept.incrementAndGet());
    try {
      return dataSource.exclusively(
          false, () -> new SqliteSnapshot(path, SnapshotFiles.save(keeper, path), engine.state()));
    } catch (SQLException e) {
      throw new BackendStartException(
          "The state of the SQLite database [" + file.path() + "] cannot be kept: " + e + ".", e);
    }
  }

  @Override
  public String export(Path directory) {
    if (!removed) {
      throw new UnsupportedOperationException(
          "the database is the file [" + file.path() + "] itself");
    }
    SqliteSnapshot state = (SqliteSnapshot) snapshot();
    try {
      Path written = TemplateFile.save(state, Files.createDirectories(directory)).toAbsolutePath();
      return "a file of SQLite, opened by hive.database.url=sqlite:///" + written;
    } catch (IOException e) {
      throw new BackendStartException(
          "The SQLite database cannot be written to [" + directory + "]: " + e + ".", e);
    } finally {
      state.close();
    }
  }

  @Override
  public void reset(BackendSnapshot snapshot) {
    if (!removed || !(snapshot instanceof SqliteSnapshot state)) {
      BackendDatabase.super.reset(snapshot);
      return;
    }
    try {
      dataSource.exclusively(
          true,
          () -> {
            rewind.to(state);
            engine.restore(state.state());
            return state;
          });
    } catch (SQLException e) {
      throw new BackendStartException(
          "The SQLite database ["
              + file.path()
              + "] cannot be reset to the snapshot ["
              + state.path()
              + "]: "
              + e
              + ".",
          e);
    }
  }

  @Override
  public boolean keepsConnections() {
    return removed;
  }

  private RawSession open() throws SQLException {
    SQLiteConnection raw = file.open();
    try {
      CommitHook hook = removed ? CommitHook.NONE : new SequenceWriter(engine, raw);
      return new RawSession(raw, engine.session(raw), hook);
    } catch (SQLException | RuntimeException e) {
      try {
        raw.close();
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public ConnectionInfo connection() {
    return ConnectionInfo.ofDataSource(file.url(), dataSource);
  }

  @Override
  public void runScript(String script) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      Scripts.run(connection, script);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    onClose.accept(this);
    Closing closing = new Closing("the SQLite database [" + file.path() + "]");
    closing.run(dataSource::close);
    if (!removed) {
      closing.run(() -> engine.flush(keeper));
    }
    closing.run(keeper::close);
    closing.run(rewind::close);
    if (removed) {
      for (String suffix : List.of("", "-wal", "-shm")) {
        closing.run(() -> Files.deleteIfExists(Path.of(file.path() + suffix)));
      }
    }
    closing.throwFirst();
  }
}
