// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonObject;
import io.hivedb.BackendStartException;
import io.hivedb.Health;
import io.hivedb.HiveDbClosedException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A bridge process and its databases. Safe to use from several threads at once. */
final class PgliteServer implements BackendServer {

  static final String USER = "postgres";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

  private final Bridge bridge;
  private final String password;
  private final @Nullable DataDirectory directory;
  private final AtomicInteger names = new AtomicInteger(1);
  private final AtomicBoolean firstTaken = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  PgliteServer(Bridge bridge, String password, @Nullable DataDirectory directory) {
    this.bridge = bridge;
    this.password = password;
    this.directory = directory;
  }

  static PgliteServer start(ServerSettings settings) {
    return new ServerStart(settings).run();
  }

  /** The database that a bridge starts with. */
  static String firstDatabase(boolean isDirectory) {
    return isDirectory ? "postgres" : "hive_1";
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec) {
    checkOpen();
    if (directory != null) {
      return new PgliteDatabase(this, firstDatabase(true), () -> {});
    }
    if (firstTaken.compareAndSet(false, true)) {
      return throwAway(firstDatabase(false));
    }
    String name = "hive_" + names.incrementAndGet();
    ask("create", name);
    return throwAway(name);
  }

  private PgliteDatabase throwAway(String name) {
    return new PgliteDatabase(this, name, () -> drop(name));
  }

  private void drop(String name) {
    if (!closed.get() && bridge.isAlive()) {
      ask("drop", name);
    }
  }

  private void ask(String operation, String name) {
    try {
      bridge.ask(operation, Map.of("database", name), PATIENCE);
    } catch (ControlChannel.RequestFailure | IOException | TimeoutException e) {
      throw new BackendStartException(
          bridge.report(
              "could not " + operation + " the database [" + name + "]: " + e.getMessage()),
          e);
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The PGlite server is closed. Create databases before it is closed, or start another.");
    }
    if (!bridge.isAlive()) {
      throw new BackendStartException(bridge.report("has ended"));
    }
  }

  int port() {
    return bridge.greeting().get("port").getAsInt();
  }

  String password() {
    return password;
  }

  @Override
  public Health health() {
    if (closed.get()) {
      return Health.down("closed");
    }
    if (!bridge.isAlive()) {
      return Health.down(bridge.report("has ended"));
    }
    return HealthReport.of(bridge.greeting(), currentState());
  }

  /** What the bridge answers now; empty if it does not. */
  private Optional<JsonObject> currentState() {
    try {
      return Optional.of(bridge.ask("health", Map.of(), HEALTH_PATIENCE));
    } catch (IOException | TimeoutException | ControlChannel.RequestFailure e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> recentLog() {
    return bridge.recentLog();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        bridge.close();
      } finally {
        if (directory != null) {
          directory.close();
        }
      }
    }
  }

  @Override
  public String toString() {
    Path where = directory == null ? null : directory.cluster();
    return "PgliteServer[127.0.0.1:" + port() + (where == null ? ", memory]" : ", " + where + "]");
  }
}
