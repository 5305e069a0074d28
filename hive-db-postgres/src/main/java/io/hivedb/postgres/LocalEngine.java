// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import io.hivedb.postgres.internal.local.BinariesLookup;
import io.hivedb.postgres.internal.local.LocalServer;
import io.hivedb.postgres.internal.local.LocalSettings;
import io.hivedb.spi.ServerSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of this machine's own PostgreSQL. */
final class LocalEngine implements Engine {

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(5);

  private final LocalServer server;
  private final ServerAddress address;

  /** The connection over which it answered, until somebody wants one. */
  private final AtomicReference<@Nullable Connection> first;

  private LocalEngine(LocalServer server, ServerAddress address, Connection first) {
    this.server = server;
    this.address = address;
    this.first = new AtomicReference<>(first);
  }

  /** Starts one and waits until it answers a query. */
  static LocalEngine start(ServerSettings settings) {
    Deadline deadline = new Deadline(settings.startTimeout());
    // Hashed as slowly as a login is, meanwhile.
    CompletableFuture<RandomPassword> password =
        CompletableFuture.supplyAsync(RandomPassword::next, LocalEngine::inThreadOfItsOwn);
    LocalServer server =
        LocalServer.start(
            new LocalSettings(
                settings.settings().path(BinariesLookup.HOME),
                settings.settings().path(LocalSettings.CACHE),
                settings.settings().path(LocalSettings.WORK),
                settings.dataDirectory(),
                settings.port(),
                settings.startTimeout()));
    try {
      return answering(server, password, deadline);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, server);
      throw e;
    }
  }

  private static void inThreadOfItsOwn(Runnable task) {
    new Thread(task, "hive-db-password").start();
  }

  private static LocalEngine answering(
      LocalServer server, CompletableFuture<RandomPassword> other, Deadline deadline) {
    ServerAddress address = address(server, server.password());
    try {
      Connection connection = firstConnection(server, address, deadline);
      try (Statement statement = connection.createStatement()) {
        if (server.keepsData()) {
          statement.execute("SELECT 1");
        } else {
          // The template's password, which all copies have, is good for this one connection.
          RandomPassword password = other.join();
          statement.execute(
              "ALTER ROLE " + server.user() + " PASSWORD '" + password.verifier() + "'");
          address = address(server, password.text());
        }
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      server.complete();
      return new LocalEngine(server, address, connection);
    } catch (SQLException e) {
      // Where the data were not copied, that is why.
      server.complete();
      throw new BackendStartException(
          server.report("did not answer: " + ServerMessage.withState(e)), e);
    }
  }

  private static Connection firstConnection(
      LocalServer server, ServerAddress address, Deadline deadline) throws SQLException {
    while (true) {
      try {
        return Connections.open(address, deadline.left());
      } catch (SQLException e) {
        if (deadline.isOver() || !server.isRunning()) {
          throw e;
        }
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
  }

  private static ServerAddress address(LocalServer server, String password) {
    return ServerAddress.of(server.host(), server.port(), server.user(), server.user(), password);
  }

  private static void closeBecauseOf(Throwable failure, LocalServer server) {
    try {
      server.close();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public ServerAddress address() {
    return address;
  }

  @Override
  public Connection connect(Duration timeout) throws SQLException {
    Connection open = first.getAndSet(null);
    return open == null ? Connections.open(address, timeout) : open;
  }

  @Override
  public boolean makesDatabasesWithVector() {
    return true;
  }

  @Override
  public Optional<String> preparedDatabase() {
    return server.preparedDatabase();
  }

  @Override
  public boolean isUsersOwn() {
    return server.keepsData();
  }

  @Override
  public boolean keepsData() {
    return server.keepsData();
  }

  @Override
  public String description() {
    return "a local server of " + server;
  }

  @Override
  public String mode() {
    return "local";
  }

  @Override
  public PgDump pgDump() {
    return new InstalledPgDump(Optional.of(server.programs()));
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public List<String> recentLog() {
    return server.recentLog();
  }

  @Override
  public Optional<Path> logFile() {
    return Optional.of(server.logFile());
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return description();
  }
}
