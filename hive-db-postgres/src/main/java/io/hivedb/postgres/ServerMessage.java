// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.sql.SQLException;

/** Fits what a server said into a sentence of ours. */
final class ServerMessage {

  private ServerMessage() {}

  /** On one line, and without a full stop at its end. */
  static String of(Exception failure) {
    String line = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /** With the SQLState, for what is not explained further. */
  static String withState(SQLException failure) {
    return of(failure) + " (SQLSTATE " + failure.getSQLState() + ")";
  }
}
