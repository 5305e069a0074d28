// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.nio.file.Path;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One isolated database in a server. For implementors. Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendDatabase extends AutoCloseable {

  /**
   * Tells how to connect.
   *
   * @return an answer that holds until the next {@link #reset} or restart of the server; the same
   *     one afterwards where the backend can
   */
  ConnectionInfo connection();

  /**
   * Runs an SQL script whole, on a connection of its own.
   *
   * @param script PostgreSQL's SQL, any number of statements
   * @throws ScriptException if a statement fails, with the place in the script where known
   * @throws SQLException if the database cannot be reached
   */
  void runScript(String script) throws SQLException;

  /**
   * Keeps the present state: schema, data, sequences, settings of the database, extensions and
   * planner statistics; what no transaction has committed is not part of it. Offered by providers
   * with {@link io.hivedb.Capability#SNAPSHOTS}.
   *
   * <p>Unless {@link #keepsConnections()}, core has cut the connections that it opened.
   *
   * @return the state; the caller closes it
   * @throws io.hivedb.HiveDbException if it cannot be kept; the database is then as it was
   * @throws UnsupportedOperationException if the backend, or this database, has no snapshots
   */
  default BackendSnapshot snapshot() {
    throw Unsupported.of("keep a snapshot", this);
  }

  /**
   * Returns to a state. Whatever was done since is gone: committed or not, data or schema. A
   * connection opened before either sees the restored state at its next statement ({@link
   * #keepsConnections()}), or fails there; it never sees what is gone. Where {@link #connection()}
   * changes, the old answer leads nowhere.
   *
   * @param snapshot a state kept by the same server, of this database or of another
   * @throws io.hivedb.HiveDbException if it fails; the database is not used any more, unless a
   *     later reset succeeds
   * @throws UnsupportedOperationException if the backend, or this database, cannot be reset
   */
  default void reset(BackendSnapshot snapshot) {
    throw Unsupported.of("be reset", this);
  }

  /**
   * Tells whether open connections survive {@link #snapshot()} and {@link #reset}, with their
   * session settings and prepared statements as after {@code DISCARD ALL}. Where they do not, core
   * cuts its own before either, and opens new ones when they are asked for.
   *
   * @return false by default
   */
  default boolean keepsConnections() {
    return false;
  }

  /**
   * Writes the database as it is now in a form of the backend's own, which can be read without Hive
   * DB. What no transaction has committed is not part of it; connections stay.
   *
   * @param directory where to; made here
   * @return a sentence that says what it is, and how it is opened
   * @throws io.hivedb.HiveDbException if it cannot be written
   * @throws UnsupportedOperationException with a sentence that says why, if there is no such form
   */
  default String export(Path directory) {
    throw Unsupported.of("be written in a form of its own", this);
  }

  /** Ends the database and frees what it held; data that the user named a place for stays. */
  @Override
  void close();
}
