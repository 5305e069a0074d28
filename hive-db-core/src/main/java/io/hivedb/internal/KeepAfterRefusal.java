// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * HikariCP takes "feature not supported" for a broken connection and closes it; whoever goes on
 * after it learns no more than that. Neither PostgreSQL nor a backend that refuses a statement
 * breaks by it.
 */
final class KeepAfterRefusal implements SQLExceptionOverride {

  private static final String FEATURE_NOT_SUPPORTED = "0A000";

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    if (!FEATURE_NOT_SUPPORTED.equals(e.getSQLState())) {
      return Override.CONTINUE_EVICT;
    }
    Refusals.tell(e);
    return Override.DO_NOT_EVICT;
  }
}
