// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.Capability;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The backend {@code sqlite}: PostgreSQL's SQL and pgvector's operators on SQLite, in the process
 * of the test. Needs neither Node.js nor Docker. Stateless, and safe to use from several threads.
 *
 * <p>Its own settings are {@value #BUSY_TIMEOUT} and {@value #TEMPORARY_DIRECTORY}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SqliteBackendProvider implements BackendProvider {

  /**
   * The setting that says how long a write waits for another connection's transaction before it
   * fails with SQLState {@code 55P03}; 5 seconds by default.
   */
  public static final String BUSY_TIMEOUT = "hive.sqlite.busy-timeout";

  /**
   * The setting that says where throw-away databases lie; by default {@code /dev/shm} where that
   * has 256 MB of room, else the JVM's temporary directory.
   */
  public static final String TEMPORARY_DIRECTORY = "hive.sqlite.temporary-directory";

  /** For {@link java.util.ServiceLoader}. */
  public SqliteBackendProvider() {}

  @Override
  public String id() {
    return "sqlite";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  @Override
  public int order() {
    return 300;
  }

  @Override
  public String artifact() {
    return "io.hivedb:hive-db-sqlite";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Not {@link Capability#CONCURRENT_TRANSACTIONS}: there is one writer at a time. Not {@link
   * Capability#HNSW_INDEX}: the index is accepted, the search stays exact.
   */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.STATEMENT_CANCEL,
        Capability.ARRAYS,
        Capability.PERSISTENCE,
        Capability.SNAPSHOTS);
  }

  @Override
  public boolean accepts(DatabaseUrl url) {
    return url.scheme().equals("sqlite");
  }

  /** {@inheritDoc} Whoever asks is about to start: the engine's classes are loaded meanwhile. */
  @Override
  public Readiness readiness(Settings settings) {
    EngineLoading.begin();
    return NativeLibrary.readiness();
  }

  @Override
  public BackendServer start(ServerSettings settings) {
    return SqliteServer.start(settings);
  }
}
