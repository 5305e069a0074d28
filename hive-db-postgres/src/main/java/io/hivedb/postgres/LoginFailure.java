// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.HiveDbException;
import java.sql.SQLException;

/** Says why the first connection to a server failed and who must act. */
final class LoginFailure {

  private LoginFailure() {}

  static HiveDbException of(SQLException failure, ServerAddress address) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("28")) {
      return new HiveDbConfigurationException(
          "The PostgreSQL server at ["
              + address.hosts()
              + "] refused the user ["
              + address.user()
              + "]: "
              + ServerMessage.of(failure)
              + ". Correct user and password in "
              + HiveDbConfig.URL
              + "; a character such as @, :, / or % is written there as %40, %3A, %2F or %25.",
          failure);
    }
    if (state.equals("3D000")) {
      return new HiveDbConfigurationException(
          "The PostgreSQL server at ["
              + address.hosts()
              + "] has no database ["
              + address.database()
              + "]. Correct the name in "
              + HiveDbConfig.URL
              + ", for example to postgres, which nearly every server has.",
          failure);
    }
    return state.startsWith("08") ? unreachable(failure, address) : other(failure, address);
  }

  private static HiveDbException unreachable(SQLException failure, ServerAddress address) {
    return new ConnectionFailedException(
        "The PostgreSQL server at ["
            + address.hosts()
            + "] cannot be reached: "
            + ServerMessage.of(failure)
            + ". Start it, or correct host and port in "
            + HiveDbConfig.URL
            + ".",
        failure);
  }

  private static HiveDbException other(SQLException failure, ServerAddress address) {
    return new ConnectionFailedException(
        "The PostgreSQL server at ["
            + address.hosts()
            + "] did not let the user ["
            + address.user()
            + "] in: "
            + ServerMessage.withState(failure)
            + ". Do what that asks for, or correct "
            + HiveDbConfig.URL
            + ".",
        failure);
  }
}
