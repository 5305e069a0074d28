// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RETURN of a function for triggers: a row or null. */
final class TriggerResult extends Results {

  private final List<Variables.Item> fields;
  private @Nullable Object @Nullable [] row;

  TriggerResult(List<Variables.Item> fields) {
    this.fields = fields;
  }

  @Nullable Object @Nullable [] row() {
    return row;
  }

  @Override
  void returned(Block.Return result, Frame frame, Evaluation evaluation) {
    if (result.value() == null) {
      throw new PgException("42601", "missing expression at or near \";\"");
    }
    Variable.Row named = row(result.source(), frame);
    if (named != null) {
      List<Variables.Item> given = named.fields();
      if (given == null) {
        throw named.unassigned();
      }
      Variable.Row fitted = new Variable.Row("row", fields);
      fitted.set(given, named.values(), evaluation.host());
      row = isNone(named) ? null : fitted.values();
      return;
    }
    if (!result.source().strip().equalsIgnoreCase("null")) {
      throw PgException.unsupported("RETURN of a computed row in a trigger");
    }
    row = null;
  }

  /** OLD of an insertion and NEW of a deletion are null as a whole. */
  private static boolean isNone(Variable.Row row) {
    return row.isNone();
  }
}
