// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.Health;
import io.hivedb.HiveDbClosedException;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server of any mode, and its databases. */
final class PostgresServer implements BackendServer {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  private final Engine engine;
  private final OwnerSession session;
  private final ThrowAwayDatabases databases;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PostgresServer(Engine engine, OwnerSession session) {
    this.engine = engine;
    this.session = session;
    this.databases = new ThrowAwayDatabases(session);
  }

  static PostgresServer start(Mode mode, ServerSettings settings) {
    settings
        .dataDirectory()
        .ifPresent(
            directory -> {
              throw new HiveDbConfigurationException(
                  HiveDbConfig.DATA_DIRECTORY
                      + " = ["
                      + directory
                      + "] cannot be used with the backend [postgresql]: the server keeps its data"
                      + " where it wants. Remove the setting, or use the backend pglite or sqlite.");
            });
    Engine engine = mode.start(settings);
    try {
      return open(engine, settings);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, engine);
      throw e;
    }
  }

  private static PostgresServer open(Engine engine, ServerSettings settings) {
    OwnerSession session = OwnerSession.open(engine.address(), settings.startTimeout());
    try {
      ServerVersion version = session.use("ask for its version", ServerVersion::ask);
      version.check(engine.address());
      PostgresServer server = new PostgresServer(engine, session);
      if (engine.isUsersOwn()) {
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

  @Override
  public BackendDatabase create(DatabaseSpec spec) {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The PostgreSQL server for [" + spec.label() + "] is closed. Start another.");
    }
    if (!spec.isNamed() || !engine.isUsersOwn()) {
      return databases.create();
    }
    Pgvector.createIn(engine.address());
    return new PostgresDatabase(engine.address(), () -> {});
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
      details.put("server", engine.description());
      return Health.up(details);
    } catch (SQLException e) {
      return Health.down(ServerMessage.withState(e));
    }
  }

  @Override
  public List<String> recentLog() {
    return engine.recentLog();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (engine;
          session) {
        endDatabases();
      }
    }
  }

  private void endDatabases() {
    if (engine.isUsersOwn()) {
      databases.dropAll();
    } else {
      databases.forgetAll();
    }
  }

  @Override
  public String toString() {
    return "PostgresServer[" + engine + "]";
  }
}
