// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement gave: rows, or a count, or (with generated keys) both.
 *
 * @param rows the rows; null where there are none
 * @param count how many rows were changed; 0 where the statement changes none
 */
record Outcome(@Nullable Rows rows, long count) {

  static final Outcome NOTHING = new Outcome(null, 0);

  /** What pgjdbc makes of CALL. */
  static final Outcome NO_COUNT = new Outcome(null, -1);

  /**
   * Rows as SQLite stores them, all in memory.
   *
   * @param columns what they are
   * @param values row by row
   */
  record Rows(List<ResultColumn> columns, List<@Nullable Object[]> values) {}
}
