// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

/** When PostgreSQL computes an expression that is the same for all rows. */
enum Moment {
  /** While it simplifies expressions, from left to right. */
  FOLDED,
  /** While it estimates how many rows pass the conditions that are left. */
  ESTIMATED,
  /** Once, before it reads the first row. */
  RUN,
  /** Perhaps: as its plan, or what is in the tables, has it. */
  OPEN;

  /** Whether the whole condition was looked at before. */
  boolean isLate() {
    return this != FOLDED;
  }
}
