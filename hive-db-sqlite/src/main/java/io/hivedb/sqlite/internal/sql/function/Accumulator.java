// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.jspecify.annotations.Nullable;

/** The state of one group of an aggregate. */
public interface Accumulator {

  /** Takes a row. */
  void add(Args args);

  /** Takes a row out again, for a moving window; most aggregates cannot. */
  default void remove(Args args) {
    throw PgException.unsupported("this aggregate over a moving window frame");
  }

  /** Whether rows can be taken out again. */
  default boolean isReversible() {
    return false;
  }

  /** The result so far. */
  @Nullable Object result();
}
