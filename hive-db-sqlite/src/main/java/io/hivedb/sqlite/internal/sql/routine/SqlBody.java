// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a function in SQL. */
final class SqlBody {

  private final Host host;
  private final Routine routine;
  private final boolean constant;

  SqlBody(Host host, Routine routine, boolean constant) {
    this.host = host;
    this.constant = constant;
    this.routine = routine;
  }

  /** Its one value: that of the first row of the last statement. */
  Value value(@Nullable Object[] values) {
    PgType type =
        routine.outputs().isEmpty()
            ? Objects.requireNonNull(routine.result())
            : routine.outputs().get(0).type();
    Answer last = run(values);
    if (type.equals(Types.VOID) || last.rows().isEmpty()) {
      return new Value(type, null);
    }
    PgType given = last.columns().get(0).type();
    Object stored = last.rows().get(0)[0];
    return stored == null || given.equals(type)
        ? new Value(type, stored)
        : new Value(type, host.convert(stored, given, type, -1));
  }

  /** Runs all statements, and answers what the last one gave. */
  Answer run(@Nullable Object[] values) {
    Frame frame = new Frame(null, routine.name());
    Functions.arguments(host, routine, values, frame);
    frame.arguments().removeIf(argument -> isOutput(argument.name()));
    Frame.Seen seen = frame.seen(true);
    Answer last = new Answer(List.of(), List.of(), 0, false);
    int number = 0;
    for (ParsedStatement statement : routine.definition().statements()) {
      number++;
      try {
        last = host.run(statement, seen.variables(), seen.values().toArray());
      } catch (PgException e) {
        throw within(e.nowhere(), number);
      }
    }
    return last;
  }

  /** PostgreSQL puts a function that is a mere expression into the query that calls it. */
  private PgException within(PgException error, int number) {
    String name = "SQL function \"" + routine.name() + "\" ";
    boolean computed = constant && routine.definition().volatility().equals("immutable");
    if (computed || !isExpression()) {
      return error.within(name + "statement " + number, this);
    }
    return constant ? error.within(name + "during inlining", this) : error;
  }

  private boolean isExpression() {
    String tree = routine.definition().statements().get(0).tree().toString();
    return routine.definition().statements().size() == 1
        && tree.startsWith("Select[")
        && tree.indexOf("Core[") == tree.lastIndexOf("Core[")
        && tree.contains("from=[]")
        && tree.contains("where=null")
        && !routine.definition().strict()
        && !routine.definition().isKeptApart()
        && !Objects.equals(routine.result(), Types.VOID)
        && !routine.definition().set();
  }

  private boolean isOutput(String name) {
    return routine.definition().parameters().stream()
        .anyMatch(parameter -> !parameter.isInput() && parameter.name().equals(name));
  }
}
