// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite statement. Its parameters are numbered ({@code ?3}) as in the plan; bind each number
 * of {@code parameters} with {@link PgType#encode}'s result.
 *
 * @param sql the statement
 * @param role what its outcome means
 * @param parameters the numbers, from 1, of the plan's parameters that occur in it, ascending
 * @param into for {@link Role#KEEP}, an INSERT with a parameter for each column
 */
public record Step(String sql, Role role, List<Integer> parameters, @Nullable String into) {

  /** A step whose rows go into no table. */
  public Step(String sql, Role role, List<Integer> parameters) {
    this(sql, role, parameters, null);
  }

  /** The same step, its rows kept by a later INSERT. */
  public Step keptBy(String insert) {
    return new Step(sql, Role.KEEP, parameters, insert);
  }

  /** The same step in another role. */
  public Step as(Role other) {
    return new Step(sql, other, parameters, into);
  }

  /** What the outcome of a step means. */
  public enum Role {
    /** Its rows are the result. */
    ROWS,
    /** Its update count is part of the statement's. */
    COUNT,
    /** Its rows are inserted by the statement {@code into}, when all are read. */
    KEEP,
    /** Its outcome is of no interest. */
    SILENT
  }
}
