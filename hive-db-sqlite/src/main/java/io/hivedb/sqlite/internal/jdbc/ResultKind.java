// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What kind of result sets a statement gives; constants of {@link ResultSet}.
 *
 * @param type whether they scroll
 * @param holdability whether they outlive the transaction, which all do here
 */
record ResultKind(int type, int holdability) {

  static final ResultKind DEFAULT =
      new ResultKind(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);

  static ResultKind of(int type, int concurrency, int holdability) throws SQLException {
    checkKnown(
        type == ResultSet.TYPE_FORWARD_ONLY
            || type == ResultSet.TYPE_SCROLL_INSENSITIVE
            || type == ResultSet.TYPE_SCROLL_SENSITIVE,
        "type");
    checkKnown(
        concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE,
        "concurrency");
    checkKnown(
        holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
            || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT,
        "holdability");
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      throw SqlErrors.notImplemented("Connection.createStatement with ResultSet.CONCUR_UPDATABLE");
    }
    return new ResultKind(type, holdability);
  }

  private static void checkKnown(boolean known, String what) throws SQLException {
    if (!known) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE, "Unknown value for ResultSet " + what);
    }
  }
}
