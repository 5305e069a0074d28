// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;

/**
 * One SQLite statement. Its parameters are numbered ({@code ?3}) as in the plan; bind each number
 * of {@code parameters} with {@link PgType#encode}'s result.
 *
 * @param sql the statement
 * @param role what its outcome means
 * @param parameters the numbers, from 1, of the plan's parameters that occur in it, ascending
 */
public record Step(String sql, Role role, List<Integer> parameters) {

  /** What the outcome of a step means. */
  public enum Role {
    /** Its rows are the result. */
    ROWS,
    /** Its update count is the statement's. */
    COUNT,
    /** Its outcome is of no interest. */
    SILENT
  }
}
