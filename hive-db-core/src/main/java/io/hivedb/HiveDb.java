// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import io.hivedb.internal.HiveDbStarter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A running database with pgvector. {@link #start()} returns it; {@link #close()} ends it.
 *
 * <p>Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface HiveDb extends AutoCloseable {

  /**
   * Starts the database that the settings choose; without any, the first backend on the class path
   * that is ready. It is running when it is returned.
   *
   * @return the database; the caller closes it
   * @throws HiveDbConfigurationException if a setting is wrong
   * @throws BackendNotAvailableException if no backend can start here
   * @throws BackendStartException if the start fails
   */
  static HiveDb start() {
    return start(HiveDbConfig.builder().build());
  }

  /**
   * Starts a database as {@link #start()} does, with more to say.
   *
   * @param configurer fills in a fresh builder, for example {@code config ->
   *     config.backend("pglite").port(5532)}
   * @return the database; the caller closes it
   */
  static HiveDb start(Consumer<HiveDbConfig.Builder> configurer) {
    HiveDbConfig.Builder builder = HiveDbConfig.builder();
    configurer.accept(builder);
    return start(builder.build());
  }

  /**
   * Starts a database as {@link #start()} does, with a configuration.
   *
   * @param config the configuration
   * @return the database; the caller closes it
   */
  static HiveDb start(HiveDbConfig config) {
    return HiveDbStarter.start(config);
  }

  /**
   * Names the backend that runs.
   *
   * @return for example {@code pglite}
   */
  String backend();

  /**
   * Tells what the backend can do.
   *
   * @return an unmodifiable set
   */
  Set<Capability> capabilities();

  /**
   * The JDBC URL, without credentials.
   *
   * @return for example {@code jdbc:postgresql://127.0.0.1:49152/db1}
   */
  String jdbcUrl();

  /**
   * The user to connect as.
   *
   * @return the name; empty where the backend has no users
   */
  String username();

  /**
   * The password to connect with.
   *
   * @return the password; empty where the backend has none
   */
  String password();

  /**
   * Driver properties to connect with, beside user and password.
   *
   * @return an unmodifiable map
   */
  Map<String, String> properties();

  /**
   * Pooled connections (HikariCP), at most {@link HiveDbConfig.Builder#poolSize} at once.
   *
   * @return always the same data source
   * @throws HiveDbClosedException after {@link #close()}
   */
  DataSource dataSource();

  /**
   * Asks the server how it is, by talking to it.
   *
   * @return the answer; a server that does not answer is reported, not thrown
   * @throws HiveDbClosedException after {@link #close()}
   */
  Health health();

  /**
   * What the server printed last, oldest line first.
   *
   * @return the lines; empty where there is no process
   */
  List<String> log();

  /**
   * Ends the database, and its server if that was started for it alone. Data that the user named a
   * place for stay. A second call does nothing.
   */
  @Override
  void close();
}
