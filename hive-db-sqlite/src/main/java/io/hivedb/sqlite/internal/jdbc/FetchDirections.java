// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks the constants of {@link ResultSet} that say in which direction rows are read. */
final class FetchDirections {

  private FetchDirections() {}

  static int checked(int direction) throws SQLException {
    return switch (direction) {
      case ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN -> direction;
      default ->
          throw SqlErrors.client(
              SqlErrors.INVALID_PARAMETER_VALUE,
              "Invalid fetch direction constant: " + direction + ".");
    };
  }
}
