// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a server says that speaks PostgreSQL's protocol and cannot copy a database, as distributed
 * ones may not. Databases for test classes are then made and prepared one by one.
 */
final class CopyRefusal {

  /** Feature not supported, syntax error, internal error. */
  private static final Set<String> STATES = Set.of("0A000", "42601", "XX000");

  private CopyRefusal() {}

  static boolean is(BackendStartException failure) {
    return failure.getCause() instanceof SQLException said && STATES.contains(said.getSQLState());
  }

  /** The failure to keep a state, as whoever can do without is told it. */
  static RuntimeException told(BackendStartException failure) {
    return is(failure)
        ? new UnsupportedOperationException(
            failure.getMessage()
                + " Snapshots, resets and forks are copies by CREATE DATABASE … TEMPLATE, which this"
                + " server refuses; use another for them.",
            failure)
        : failure;
  }
}
