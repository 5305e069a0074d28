// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** Which aggregates and window functions a SELECT has, and where it may not have any. */
final class AggregateUse {

  private String forbiddenIn = "";
  private boolean aggregates;
  private boolean windows;
  private int depth;

  /** From here on is a clause that may not have any; the empty text allows them again. */
  void forbid(String clause) {
    forbiddenIn = clause;
  }

  /** The clause that may not have any; empty where they are allowed. */
  String forbiddenIn() {
    return forbiddenIn;
  }

  /** The arguments of an aggregate follow. */
  void enter(int position) {
    if (!forbiddenIn.isEmpty()) {
      throw new PgException("42803", "aggregate functions are not allowed in " + forbiddenIn)
          .at(position);
    }
    if (depth > 0) {
      throw new PgException("42803", "aggregate function calls cannot be nested").at(position);
    }
    aggregates = true;
    depth++;
  }

  /** The arguments of GROUPING follow, which are no values. */
  void enterGrouping() {
    depth++;
  }

  void leave() {
    depth--;
  }

  /** Whether the arguments of an aggregate, or of GROUPING, are being resolved. */
  boolean isInside() {
    return depth > 0;
  }

  boolean isAny() {
    return aggregates;
  }

  /** A window function was met, which sees rows before the sets of the select list spread them. */
  void window() {
    windows = true;
  }

  boolean hasWindow() {
    return windows;
  }
}
