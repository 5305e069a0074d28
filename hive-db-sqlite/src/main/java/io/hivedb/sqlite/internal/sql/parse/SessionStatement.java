// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about what a session keeps: prepared statements and cursors. */
public sealed interface SessionStatement extends Statement {

  /**
   * PREPARE.
   *
   * @param types the declared types of the first parameters
   * @param statement what is prepared, with as many parameters as it has
   */
  record Prepare(String name, List<TypeName> types, ParsedStatement statement)
      implements SessionStatement {}

  /** EXECUTE. */
  record Execute(String name, List<Expr> arguments) implements SessionStatement {}

  /** DEALLOCATE; no name means ALL. */
  record Deallocate(@Nullable String name) implements SessionStatement {}

  /**
   * DECLARE.
   *
   * @param scroll SCROLL or NO SCROLL; null where nothing is said
   * @param hold WITH HOLD
   */
  record Declare(String name, @Nullable Boolean scroll, boolean hold, ParsedStatement query)
      implements SessionStatement {}

  /** Where FETCH and MOVE go. */
  enum Direction {
    /** A number of rows; backwards where it is negative. */
    FORWARD,
    /** To a row by its number. */
    ABSOLUTE,
    /** To a row by its distance. */
    RELATIVE
  }

  /** FETCH or MOVE; {@link Long#MAX_VALUE} rows are all of them. */
  record Fetch(String cursor, boolean move, Direction direction, long count)
      implements SessionStatement {}

  /** CLOSE; no name means ALL. */
  record Close(@Nullable String name) implements SessionStatement {}
}
