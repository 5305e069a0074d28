// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import io.hivedb.postgres.internal.local.BinariesLookup;
import io.hivedb.postgres.internal.local.LocalServer;
import io.hivedb.postgres.internal.local.LocalSettings;
import io.hivedb.spi.ServerSettings;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/** A server of this machine's own PostgreSQL. */
final class LocalEngine implements Engine {

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int PASSWORD_BYTES = 18;

  private final LocalServer server;
  private final ServerAddress address;

  private LocalEngine(LocalServer server, ServerAddress address) {
    this.server = server;
    this.address = address;
  }

  /** Starts one and waits until it answers a query. */
  static LocalEngine start(ServerSettings settings) {
    Deadline deadline = new Deadline(settings.startTimeout());
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
      return answering(server, deadline);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, server);
      throw e;
    }
  }

  private static LocalEngine answering(LocalServer server, Deadline deadline) {
    ServerAddress first = address(server, server.password());
    String password = server.keepsData() ? server.password() : randomPassword();
    try (Connection connection = firstConnection(server, first, deadline)) {
      if (!server.keepsData()) {
        // The template's password, which all copies have, is good for this one connection.
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(server.user(), password.toCharArray(), "scram-sha-256");
      }
      connection.createStatement().execute("SELECT 1");
    } catch (SQLException e) {
      throw new BackendStartException(
          server.report("did not answer: " + ServerMessage.withState(e)), e);
    }
    return new LocalEngine(server, address(server, password));
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

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
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
  public List<String> recentLog() {
    return server.recentLog();
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
