// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** PostgreSQL's names of errors, and how a test expects one. */
final class SqlStates {

  static final String DATA_EXCEPTION = "22000";
  static final String INVALID_TEXT_REPRESENTATION = "22P02";
  static final String NOT_NULL_VIOLATION = "23502";
  static final String FOREIGN_KEY_VIOLATION = "23503";
  static final String UNIQUE_VIOLATION = "23505";
  static final String IN_FAILED_TRANSACTION = "25P02";
  static final String UNDEFINED_TABLE = "42P01";

  private SqlStates() {}

  static ThrowableAssertAlternative<SQLException> assertRefused(
      String sqlState, ThrowingCallable statement) {
    return assertThatExceptionOfType(SQLException.class)
        .isThrownBy(statement)
        .satisfies(
            refusal ->
                assertThat(refusal.getSQLState()).as(refusal.getMessage()).isEqualTo(sqlState));
  }
}
