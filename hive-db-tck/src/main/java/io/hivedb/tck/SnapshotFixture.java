// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import io.hivedb.Capability;
import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assumptions;

/** What the contracts of snapshots have to work with: databases as users see them, with a pool. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface SnapshotFixture extends BackendFixture {

  /**
   * A throw-away database of the backend as users see it, on a server that the tests share.
   *
   * @return a running database
   */
  HiveDb hive();

  /**
   * A fork of {@link #hive()}, for one test. Without {@link Capability#SNAPSHOTS} the test is
   * skipped, and says so.
   *
   * @return an empty database; the test closes it
   */
  default HiveDb forked() {
    Assumptions.assumeTrue(
        provider().capabilities().contains(Capability.SNAPSHOTS),
        "the backend [" + provider().id() + "] has no snapshots");
    return hive().fork();
  }

  /**
   * Runs statements, each on its own, on a connection of the pool.
   *
   * @param db the database
   * @param statements the statements
   * @throws SQLException if one fails
   */
  default void run(HiveDb db, String... statements) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      run(connection, statements);
    }
  }

  /**
   * Asks for one value as text, on a connection of the pool.
   *
   * @param db the database
   * @param sql a query of one row and one column
   * @return the value
   * @throws SQLException if the query fails
   */
  default String ask(HiveDb db, String sql) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      return ask(connection, sql);
    }
  }
}
