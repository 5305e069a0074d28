// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.SharedServers;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What every backend owes. A provider's tests extend this class, name the provider, and run it.
 *
 * <p>One server and one database serve all tests of the class; each test makes tables of its own.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract
    implements CancelContract,
        ConnectionContract,
        IsolationContract,
        LifecycleContract,
        OrphanContract,
        ResetConnectionContract,
        ResetProofContract,
        ScriptContract,
        SessionTimeoutContract,
        SnapshotContract,
        SqlStateContract,
        TransactionContract,
        VectorContract {

  private @Nullable BackendServer server;
  private @Nullable BackendDatabase database;
  private final SharedServers servers = new SharedServers();
  private @Nullable HiveDb hive;

  /** Made by the provider's test class. */
  protected BackendContract() {}

  /**
   * Goes on if the backend can be tested here; see {@link Requirement#check}.
   *
   * <p>By default it asks {@link BackendProvider#readiness}.
   */
  protected void checkAvailable() {
    var readiness = provider().readiness(Settings.of(settings()));
    Requirement.check(provider().id(), readiness.isReady(), readiness.missing());
  }

  /**
   * The settings to start servers with, by key.
   *
   * @return none by default
   */
  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public final ServerSettings serverSettings() {
    Map<String, String> values = settings();
    String url = values.get(HiveDbConfig.URL);
    return new ServerSettings(
        Settings.of(values),
        url == null ? null : DatabaseUrl.parse(url),
        null,
        0,
        Duration.ofSeconds(90));
  }

  @Override
  public final BackendServer server() {
    BackendServer running = server;
    if (running == null) {
      throw new IllegalStateException("the server is not started");
    }
    return running;
  }

  @Override
  public final BackendDatabase database() {
    BackendDatabase running = database;
    if (running == null) {
      throw new IllegalStateException("the database is not created");
    }
    return running;
  }

  @Override
  public final synchronized HiveDb hive() {
    HiveDb running = hive;
    if (running == null) {
      HiveDbConfig.Builder config = HiveDbConfig.builder().ignoreOutsideSettings();
      settings().forEach(config::set);
      config.backend(provider().id()).label("contract");
      running = servers.open(config.build(), key -> null, List.of());
      hive = running;
    }
    return running;
  }

  /** Starts the server and creates the database that the tests share. */
  @BeforeAll
  final void start() {
    checkAvailable();
    BackendServer started = provider().start(serverSettings());
    server = started;
    database = started.create(DatabaseSpec.throwAway(getClass().getSimpleName()));
  }

  /** Closes what the tests shared. */
  @AfterAll
  final void stop() {
    BackendServer running = server;
    BackendDatabase open = database;
    HiveDb own = hive;
    server = null;
    database = null;
    hive = null;
    try (running;
        open;
        servers;
        own) {
      // Closed in reverse order, whichever of them there are.
    }
  }
}
