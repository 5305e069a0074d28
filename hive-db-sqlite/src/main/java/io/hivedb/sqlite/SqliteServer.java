// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.BackendStartException;
import io.hivedb.Health;
import io.hivedb.HiveDbClosedException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import io.hivedb.sqlite.internal.storage.Place;
import io.hivedb.sqlite.internal.storage.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** No process, but a directory of throw-away files; or the one file that the user named. */
final class SqliteServer implements BackendServer {

  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

  private final @Nullable TemporaryDirectory directory;
  private final @Nullable NamedDatabase named;
  private final int busyMillis;
  private final Set<SqliteDatabase> databases = ConcurrentHashMap.newKeySet();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteServer(
      @Nullable TemporaryDirectory directory, @Nullable NamedDatabase named, int busyMillis) {
    this.directory = directory;
    this.named = named;
    this.busyMillis = busyMillis;
  }

  static SqliteServer start(ServerSettings settings) {
    EngineLoading.begin();
    NativeLibrary.load();
    int busyMillis = busyMillis(settings);
    Optional<Path> file = Place.of(settings);
    return file.isPresent()
        ? new SqliteServer(null, NamedDatabase.open(file.get(), busyMillis), busyMillis)
        : new SqliteServer(temporary(settings), null, busyMillis);
  }

  private static int busyMillis(ServerSettings settings) {
    Duration timeout =
        settings.settings().duration(SqliteBackendProvider.BUSY_TIMEOUT).orElse(BUSY_TIMEOUT);
    return (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
  }

  private static TemporaryDirectory temporary(ServerSettings settings) {
    Optional<Path> chosen = settings.settings().path(SqliteBackendProvider.TEMPORARY_DIRECTORY);
    try {
      return TemporaryDirectory.create(chosen);
    } catch (IOException e) {
      throw new BackendStartException(
          "No temporary directory can be made for SQLite databases: "
              + e
              + ". Name a directory that may be written by "
              + SqliteBackendProvider.TEMPORARY_DIRECTORY
              + ".",
          e);
    }
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec) {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The SQLite server is closed, and creates no database for [" + spec.label() + "].");
    }
    if (named != null) {
      return named.share();
    }
    Path file = file("database-");
    SqliteDatabase database = SqliteDatabase.throwAway(file, busyMillis, databases::remove);
    databases.add(database);
    return database;
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec, BackendSnapshot snapshot) {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The SQLite server is closed, and creates no database for [" + spec.label() + "].");
    }
    if (directory == null || !(snapshot instanceof SqliteSnapshot state)) {
      return BackendServer.super.create(spec, snapshot);
    }
    Path file = file("database-");
    SqliteDatabase database = SqliteDatabase.fork(file, busyMillis, state, databases::remove);
    databases.add(database);
    return database;
  }

  private Path file(String kind) {
    if (directory == null) {
      throw new IllegalStateException("a server has a directory or a file");
    }
    return directory.path().resolve(kind + created.incrementAndGet() + ".sqlite");
  }

  @Override
  public void save(BackendSnapshot snapshot, Path folder) {
    if (snapshot instanceof SqliteSnapshot state) {
      TemplateFile.save(state, folder);
    } else {
      BackendServer.super.save(snapshot, folder);
    }
  }

  @Override
  public BackendSnapshot load(Path folder) {
    return TemplateFile.load(folder, file("template-"));
  }

  @Override
  public Optional<String> templateFormat() {
    return directory == null ? Optional.empty() : Optional.of(TemplateFile.FORMAT);
  }

  /** There is no process to ask: the answer is a query on a database in memory. */
  @Override
  public Health health() {
    return closed.get() ? Health.down("closed") : Versions.health();
  }

  @Override
  public List<String> recentLog() {
    return List.of();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Closing closing = new Closing("the SQLite server");
    List.copyOf(databases).forEach(database -> closing.run(database::close));
    if (named != null) {
      closing.run(named::close);
    }
    if (directory != null) {
      closing.run(directory::close);
    }
    closing.throwFirst();
  }
}
