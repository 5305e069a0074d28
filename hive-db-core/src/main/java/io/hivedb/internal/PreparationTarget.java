// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.BackendDatabase;
import javax.sql.DataSource;

/** The database that is being prepared. Used by one thread. */
public final class PreparationTarget implements AutoCloseable {

  private final BackendDatabase database;
  private final String backend;
  private final String label;
  private final int poolSize;
  private final Closer closer = new Closer();

  PreparationTarget(BackendDatabase database, String backend, String label, int poolSize) {
    this.database = database;
    this.backend = backend;
    this.label = label;
    this.poolSize = poolSize;
  }

  /**
   * The database, for scripts.
   *
   * @return it
   */
  public BackendDatabase database() {
    return database;
  }

  /**
   * Names the backend.
   *
   * @return its id
   */
  public String backend() {
    return backend;
  }

  /**
   * Opens a pool for one step.
   *
   * @return connections, which end with the preparation
   */
  public DataSource dataSource() {
    return closer.add(
        new RenewablePool(
            database.connection(), poolSize, backend, label + ", preparation", Watch.NONE));
  }

  /** Ends all connections that were given. */
  @Override
  public void close() {
    closer.close();
  }
}
