// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done, prepared on one server's connection. */
@FunctionalInterface
interface Workload {

  /** Prepares tables and statements, and gives the action that is timed. */
  Action on(Connection connection) throws SQLException;

  /** Times itself, since a part of it may not count. */
  @FunctionalInterface
  interface Action {
    /** How many milliseconds one turn of it took. */
    double run() throws SQLException;

    /** As the medians want it. */
    default Medians.Timed timed() {
      return () -> {
        try {
          return run();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      };
    }
  }
}
