// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

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
   * @return the same answer for the life of the database
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

  /** Ends the database and frees what it held; data that the user named a place for stays. */
  @Override
  void close();
}
