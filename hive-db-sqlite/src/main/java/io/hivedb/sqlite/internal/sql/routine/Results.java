// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What RETURN gives. This one is of DO and of procedures, which return nothing. */
class Results {

  void returned(Block.Return result, Frame frame, Evaluation evaluation) {
    if (result.value() != null) {
      throw new PgException("42804", "RETURN cannot have a parameter in function returning void");
    }
  }

  void next(Block.ReturnNext next, Frame frame, Evaluation evaluation) {
    throw new PgException("42804", "cannot use RETURN NEXT in a non-SETOF function");
  }

  void query(Block.ReturnQuery query, Frame frame, Evaluation evaluation, Statements statements) {
    throw new PgException("42804", "cannot use RETURN QUERY in a non-SETOF function");
  }

  /** The row that a text names, if it is nothing but the name of one. */
  static Variable.@Nullable Row row(String source, Frame frame) {
    String name = source.strip();
    boolean plain = name.matches("[A-Za-z_][A-Za-z_0-9$]*");
    return plain && frame.find(name.toLowerCase(Locale.ROOT)) instanceof Variable.Row row
        ? row
        : null;
  }
}
