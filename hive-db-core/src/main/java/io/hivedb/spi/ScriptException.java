// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.io.Serial;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** A statement of a script failed. For implementors: core turns it into file and line. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ScriptException extends SQLException {

  @Serial private static final long serialVersionUID = 1L;

  /** The number of characters before the place, or -1. */
  private final int offset;

  /**
   * Wraps what the database said.
   *
   * @param cause the database's own error
   * @param offset where the script fails: characters before the place, or -1 where unknown
   */
  public ScriptException(SQLException cause, int offset) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    this.offset = offset;
  }

  /**
   * Tells where the script fails.
   *
   * @return the number of characters before the place, or -1 where unknown
   */
  public int offset() {
    return offset;
  }
}
