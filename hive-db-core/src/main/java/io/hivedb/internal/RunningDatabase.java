// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.Capability;
import io.hivedb.Health;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbClosedException;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A database of a server, with its pool. */
final class RunningDatabase implements HiveDb {

  private final BackendProvider provider;
  private final BackendServer server;
  private final ConnectionInfo connection;
  private final HikariDataSource pool;
  private final String label;
  private final Closer closer;

  private RunningDatabase(
      BackendProvider provider,
      BackendServer server,
      ConnectionInfo connection,
      HikariDataSource pool,
      String label,
      Closer closer) {
    this.provider = provider;
    this.server = server;
    this.connection = connection;
    this.pool = pool;
    this.label = label;
    this.closer = closer;
  }

  /**
   * Creates the database, prepares it and opens its pool.
   *
   * @param closer takes everything begun; may hold the server already
   */
  static RunningDatabase open(
      ServerPlan plan,
      HiveDbConfig config,
      BackendServer server,
      DatabaseSpec spec,
      Closer closer) {
    BackendDatabase database = closer.add(server.create(spec));
    new Scripts(plan.loader()).run(config.scripts(), database);
    ConnectionInfo connection = database.connection();
    HikariDataSource pool =
        closer.add(Pools.open(connection, plan.poolSize(), plan.provider().id()));
    return new RunningDatabase(plan.provider(), server, connection, pool, config.label(), closer);
  }

  @Override
  public String backend() {
    return provider.id();
  }

  @Override
  public Set<Capability> capabilities() {
    return provider.capabilities();
  }

  @Override
  public String jdbcUrl() {
    return connection.jdbcUrl();
  }

  @Override
  public String username() {
    return connection.username();
  }

  @Override
  public String password() {
    return connection.password();
  }

  @Override
  public Map<String, String> properties() {
    return connection.properties();
  }

  @Override
  public DataSource dataSource() {
    checkOpen();
    return pool;
  }

  @Override
  public Health health() {
    checkOpen();
    return server.health();
  }

  @Override
  public List<String> log() {
    return server.recentLog();
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
              + provider.id()
              + "] is closed. Use it before close(), or start another.");
    }
  }

  @Override
  public String toString() {
    return "HiveDb[" + provider.id() + ", " + connection + "]";
  }
}
