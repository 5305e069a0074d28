// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;

/** Statements that are tried and taken back. */
@FunctionalInterface
interface Trial {

  /** Runs them. */
  Outcome run(StepRunner steps) throws SQLException;
}
