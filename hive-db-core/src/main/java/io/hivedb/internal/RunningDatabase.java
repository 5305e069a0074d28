// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.Health;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbClosedException;
import io.hivedb.Snapshot;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database of a server, with its pool. */
final class RunningDatabase implements PreparedDatabase {

  private final Home home;
  private final BackendDatabase database;
  private final @Nullable BackendSnapshot template;
  private final RenewablePool pool;
  private final String label;
  private final Watch watch;
  private final Closer closer;
  private final Set<KeptState> snapshots = ConcurrentHashMap.newKeySet();
  private @Nullable Snapshot prepared;

  private RunningDatabase(
      Home home,
      PreparedBackend prepared,
      RenewablePool pool,
      String label,
      Watch watch,
      Closer closer) {
    this.home = home;
    this.database = prepared.database();
    this.template = prepared.state();
    this.pool = pool;
    this.label = label;
    this.watch = watch;
    this.closer = closer;
    closer.add(() -> snapshots.forEach(KeptState::close));
  }

  /**
   * Opens the pool of a database.
   *
   * @param closer takes everything begun; holds the lease of the home already
   */
  static RunningDatabase of(
      Home home, PreparedBackend prepared, String label, Watch watch, Closer closer) {
    closer.add(prepared);
    ConnectionInfo connection = prepared.database().connection();
    RenewablePool pool =
        closer.add(
            new RenewablePool(connection, home.poolSize(), home.provider().id(), label, watch));
    return new RunningDatabase(home, prepared, pool, label, watch, closer);
  }

  @Override
  public String backend() {
    return home.provider().id();
  }

  @Override
  public Set<Capability> capabilities() {
    return home.provider().capabilities();
  }

  @Override
  public String jdbcUrl() {
    return database.connection().jdbcUrl();
  }

  @Override
  public String username() {
    return database.connection().username();
  }

  @Override
  public String password() {
    return database.connection().password();
  }

  @Override
  public Map<String, String> properties() {
    return database.connection().properties();
  }

  @Override
  public DataSource dataSource() {
    checkOpen();
    return pool;
  }

  @Override
  public Snapshot snapshot() {
    checkOpen();
    BackendSnapshot state = kept();
    KeptState kept =
        new KeptState(
            state,
            home.server(),
            label,
            self -> {
              snapshots.remove(self);
              state.close();
            });
    snapshots.add(kept);
    return kept;
  }

  @Override
  public synchronized Snapshot prepared() {
    Snapshot known = prepared;
    if (known == null) {
      // The template is the server's, and stays when this database ends.
      known =
          template == null ? snapshot() : new KeptState(template, home.server(), label, self -> {});
      prepared = known;
    }
    return known;
  }

  @Override
  public Connection connection() throws SQLException {
    checkOpen();
    return pool.getConnection(true);
  }

  @Override
  public String keep(Path folder) {
    checkOpen();
    return new Keeper(database, backend(), label, watch).write(folder);
  }

  @Override
  public Watch watch() {
    return watch;
  }

  private BackendSnapshot kept() {
    return database.keepsConnections()
        ? database.snapshot()
        : pool.whileCut(
            cut("a snapshot of the database of [" + label + "] was taken"),
            database::snapshot,
            database::connection);
  }

  @Override
  public void reset(Snapshot snapshot) {
    checkOpen();
    BackendSnapshot state = KeptState.on(home.server(), snapshot);
    String why = cut("the database of [" + label + "] was reset");
    String failed = "The reset of the database of [" + label + "] failed: ";
    pool.change(
        why,
        failed,
        database.keepsConnections(),
        () -> database.reset(state),
        database::connection);
  }

  @Override
  public HiveDb fork() {
    try (Snapshot present = snapshot()) {
      return fork(present);
    }
  }

  @Override
  public HiveDb fork(Snapshot snapshot) {
    checkOpen();
    BackendSnapshot state = KeptState.on(home.server(), snapshot);
    String name = label + " (fork)";
    Closer parts = new Closer();
    try {
      Home shared = home.shared();
      parts.add(shared.lease());
      DatabaseSpec spec = DatabaseSpec.throwAway(name);
      BackendDatabase further = home.server().create(spec, state);
      return of(shared, new PreparedBackend(further, null), name, Watch.NONE, parts);
    } catch (RuntimeException | Error e) {
      parts.closeBecauseOf(e);
      throw e;
    }
  }

  @Override
  public void backup(Path file) {
    checkOpen();
    Backup.write(pool::getConnection, backend(), label, file);
  }

  @Override
  public void restart() {
    checkOpen();
    pool.change(
        cut("the server of the database of [" + label + "] was restarted"),
        "The restart of the server of the database of [" + label + "] failed: ",
        false,
        home.server()::restart,
        database::connection);
  }

  private static String cut(String what) {
    return "This connection was opened before "
        + what
        + ", and was cut. Ask the DataSource for a new one.";
  }

  @Override
  public Health health() {
    checkOpen();
    return home.server().health();
  }

  @Override
  public List<String> log() {
    return home.server().recentLog();
  }

  @Override
  public Optional<Path> logFile() {
    return home.server().logFile();
  }

  @Override
  public void close() {
    closer.close();
  }

  private void checkOpen() {
    if (closer.isClosed()) {
      throw new HiveDbClosedException(
          "The database of ["
              + label
              + "] on the backend ["
              + backend()
              + "] is closed. Use it before close(), or start another.");
    }
  }

  @Override
  public String toString() {
    return "HiveDb[" + backend() + ", " + database.connection() + "]";
  }
}
