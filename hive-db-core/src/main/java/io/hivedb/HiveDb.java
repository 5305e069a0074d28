// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import io.hivedb.internal.HiveDbStarter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * Keeps the present state of the database. What no transaction has committed is not part of it.
   * Where the backend cannot keep connections meanwhile, open ones are cut and fail with a sentence
   * at their next statement; {@link #dataSource()} gives new ones.
   *
   * @return the state; it ends when it or this database is closed
   * @throws UnsupportedOperationException where {@link Capability#SNAPSHOTS} is missing
   * @throws HiveDbException if it cannot be kept; the database is then as it was
   * @throws HiveDbClosedException after {@link #close()}
   */
  Snapshot snapshot();

  /**
   * Returns the database to a state, whatever was done since. A connection from before never sees
   * what is gone: where the backend cannot keep it, it fails with a sentence at its next statement.
   * {@link #dataSource()} stays the same and gives connections to the restored state.
   *
   * @param snapshot a state of this database, or of one that it was forked from or to
   * @throws UnsupportedOperationException where {@link Capability#SNAPSHOTS} is missing, or the
   *     database is one of the user's own, named by URL or data directory
   * @throws IllegalArgumentException if the snapshot is another server's
   * @throws IllegalStateException if the snapshot is closed
   * @throws HiveDbException if it fails; every use fails then, until a reset succeeds
   * @throws HiveDbClosedException after {@link #close()}
   */
  void reset(Snapshot snapshot);

  /**
   * Makes a further database in the present state of this one, as {@link #snapshot()} sees it.
   *
   * @return the further database; the caller closes it, before or after this one
   * @throws UnsupportedOperationException where {@link Capability#SNAPSHOTS} is missing
   */
  HiveDb fork();

  /**
   * Makes a further database in a state that was kept.
   *
   * @param snapshot as for {@link #reset}
   * @return the further database; the caller closes it, before or after this one
   * @throws UnsupportedOperationException where {@link Capability#SNAPSHOTS} is missing
   * @throws IllegalArgumentException if the snapshot is another server's
   * @throws IllegalStateException if the snapshot is closed
   */
  HiveDb fork(Snapshot snapshot);

  /**
   * Writes the database as one script of PostgreSQL's SQL, for {@link
   * HiveDbConfig.Builder#restoreFrom} on any backend. Its header names what it leaves out.
   *
   * @param file the script to write, in a folder that exists
   * @throws HiveDbConfigurationException if there is such a file already, or it cannot be written
   * @throws HiveDbClosedException after {@link #close()}
   */
  void backup(Path file);

  /**
   * Stops the server and starts it again, with the databases that it has. For servers that Hive DB
   * started. Open connections are cut; {@link #dataSource()} stays the same and gives new ones, and
   * so do those of other databases of the server, once theirs have failed.
   *
   * @throws UnsupportedOperationException if the server is not Hive DB's, or there is no process
   * @throws BackendStartException if it does not come up again
   * @throws HiveDbClosedException after {@link #close()}
   */
  void restart();

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
   * Tells where the server writes its log.
   *
   * @return the file on this machine; empty where there is none
   */
  Optional<Path> logFile();

  /**
   * Ends the database, and its server if that was started for it alone. Data that the user named a
   * place for stay. A second call does nothing.
   */
  @Override
  void close();
}
