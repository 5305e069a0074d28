// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Prepares a database by Java code: a class with a constructor without parameters, which may be
 * private. It runs once for all databases with the same preparation where the backend has {@link
 * Capability#SNAPSHOTS}, and else for each; so it must not keep the data source, and must do the
 * same each time.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface DatabasePreparer {

  /**
   * Prepares the database.
   *
   * @param dataSource connections to it; it ends when this method returns
   * @throws Exception whatever goes wrong: the database is then given to nobody
   */
  void prepare(DataSource dataSource) throws Exception;
}
