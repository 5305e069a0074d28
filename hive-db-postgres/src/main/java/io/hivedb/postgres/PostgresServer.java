// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.Health;
import io.hivedb.HiveDbClosedException;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server of any mode, and its databases. */
final class PostgresServer implements BackendServer {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  private static final int MOST_SPARES = 100;

  private final Engine engine;
  private final OwnerSession session;
  private final Databases databases;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PostgresServer(Engine engine, OwnerSession session, int mostSpares) {
    this.engine = engine;
    this.session = session;
    this.databases = new Databases(engine, session, mostSpares);
  }

  static PostgresServer start(Mode mode, ServerSettings settings) {
    if (mode == Mode.URL) {
      refuseDataDirectory(mode, settings);
    }
    Engine engine = mode.start(settings);
    try {
      return open(engine, settings);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, engine);
      throw e;
    }
  }

  private static void refuseDataDirectory(Mode mode, ServerSettings settings) {
    settings
        .dataDirectory()
        .ifPresent(
            directory -> {
              throw new HiveDbConfigurationException(
                  HiveDbConfig.DATA_DIRECTORY
                      + " = ["
                      + directory
                      + "] cannot be used in the mode ["
                      + mode.word()
                      + "] of the backend [postgresql]: the server keeps its data where it wants."
                      + " Remove the setting, or install PostgreSQL with pgvector on this machine for"
                      + " the mode [local].");
            });
  }

  private static PostgresServer open(Engine engine, ServerSettings settings) {
    OwnerSession session = OwnerSession.open(engine, settings.startTimeout());
    try {
      ServerVersion version = session.use("ask for its version", ServerVersion::ask);
      version.check(engine.address());
      PostgresServer server = new PostgresServer(engine, session, spares(settings.settings()));
      if (engine.outlivesItsUsers()) {
        server.databases.sweep();
      }
      LOG.info(
          "PostgreSQL {} with pgvector {} answers: {}",
          version.server(),
          version.pgvector(),
          engine);
      return server;
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, session);
      throw e;
    }
  }

  private static void closeBecauseOf(Throwable failure, AutoCloseable begun) {
    try {
      begun.close();
    } catch (Exception | Error e) {
      failure.addSuppressed(e);
    }
  }

  private static int spares(Settings settings) {
    return settings
        .number(PostgresProvider.SPARES, 0, MOST_SPARES)
        .orElse(PostgresProvider.DEFAULT_SPARES);
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec) {
    checkOpen(spec);
    if (!spec.isNamed() && !engine.keepsData()) {
      return databases.oneOfMany();
    }
    if (!engine.isUsersOwn()) {
      return databases.single();
    }
    Pgvector.createIn(engine.address());
    return databases.ofUser(engine.address());
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec, BackendSnapshot snapshot) {
    checkOpen(spec);
    return databases.of((PostgresSnapshot) snapshot);
  }

  private void checkOpen(DatabaseSpec spec) {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The PostgreSQL server for [" + spec.label() + "] is closed. Start another.");
    }
  }

  @Override
  public Health health() {
    if (closed.get()) {
      return Health.down("the server was closed");
    }
    try {
      ServerVersion version = session.query(ServerVersion::ask);
      Map<String, String> details = new LinkedHashMap<>();
      details.put("version", version.server());
      details.put("pgvector", version.pgvector());
      details.put("mode", engine.mode());
      details.put("server", engine.description());
      details.putAll(session.query(ServerState::ask));
      return Health.up(details);
    } catch (SQLException e) {
      return Health.down(ServerMessage.withState(e));
    }
  }

  @Override
  public void restart() {
    if (closed.get()) {
      throw new HiveDbClosedException("The PostgreSQL server is closed. Start another.");
    }
    engine.restart();
    // Nothing is well before the lock is held again that keeps others from dropping our databases.
    session.use("hold its databases", ServerVersion::ask);
  }

  @Override
  public List<String> recentLog() {
    return engine.recentLog();
  }

  @Override
  public Optional<Path> logFile() {
    return engine.logFile();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (engine;
          session) {
        databases.close(engine.outlivesItsUsers());
      }
    }
  }

  @Override
  public String toString() {
    return "PostgresServer[" + engine + "]";
  }
}
