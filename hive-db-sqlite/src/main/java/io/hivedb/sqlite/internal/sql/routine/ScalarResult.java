// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;

/** RETURN of a function with one value, or with none: its variables are the result then. */
final class ScalarResult extends Results {

  private final boolean valued;
  private Value value = Value.NULL;

  ScalarResult(boolean valued) {
    this.valued = valued;
  }

  Value value() {
    return value;
  }

  @Override
  void returned(Block.Return result, Frame frame, Evaluation evaluation) {
    if (!valued) {
      if (result.value() != null) {
        throw PgException.unsupported("RETURN with a value in a function without one");
      }
      return;
    }
    if (result.value() == null) {
      throw new PgException("42601", "missing expression at or near \";\"");
    }
    if (row(result.source(), frame) != null) {
      throw PgException.unsupported("RETURN of a row in a function with one value");
    }
    value = evaluation.value(result.value(), frame);
  }
}
