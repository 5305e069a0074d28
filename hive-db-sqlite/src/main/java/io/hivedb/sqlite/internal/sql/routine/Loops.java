// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The loops of PL/pgSQL. */
final class Loops {

  private final Interpreter interpreter;
  private final Evaluation evaluation;
  private final Statements statements;

  Loops(Interpreter interpreter, Evaluation evaluation, Statements statements) {
    this.interpreter = interpreter;
    this.evaluation = evaluation;
    this.statements = statements;
  }

  Flow run(Block.Action action, Frame frame) {
    if (action instanceof Block.Loop loop) {
      return loop(loop, frame);
    }
    if (action instanceof Block.Count count) {
      return count(count, frame);
    }
    if (action instanceof Block.Rows rows) {
      return rows(rows, frame);
    }
    return elements((Block.Elements) action, frame);
  }

  /** What a loop does after its body: null to go on. */
  private static @Nullable Flow after(Flow flow, String label) {
    if (flow.isOn() || (flow.kind() == Flow.Kind.CONTINUE && flow.means(label))) {
      return null;
    }
    return flow.kind() == Flow.Kind.EXIT && flow.means(label) ? Flow.ON : flow;
  }

  private Flow loop(Block.Loop loop, Frame frame) {
    ParsedStatement condition = loop.condition();
    while (condition == null || evaluation.holds(condition, frame)) {
      Flow end = after(interpreter.lines(loop.body(), frame), loop.label());
      if (end != null) {
        return end;
      }
    }
    return Flow.ON;
  }

  private long bound(ParsedStatement query, String what, Frame frame) {
    Value value = evaluation.value(query, frame);
    Variable.Scalar number = new Variable.Scalar(what, Types.INT4, -1, false, false);
    if (value.stored() == null) {
      throw new PgException("22004", what + " of FOR loop cannot be null");
    }
    number.set(value, evaluation.host());
    return ((Number) Objects.requireNonNull(number.stored())).longValue();
  }

  private Flow count(Block.Count loop, Frame outer) {
    long at = bound(loop.from(), "lower bound", outer);
    long end = bound(loop.to(), "upper bound", outer);
    long step = loop.by() == null ? 1 : bound(loop.by(), "BY value", outer);
    if (step <= 0) {
      throw new PgException("22023", "BY value of FOR loop must be greater than zero");
    }
    Frame frame = new Frame(outer, loop.label());
    Variable.Scalar variable = new Variable.Scalar(loop.variable(), Types.INT4, -1, false, false);
    frame.add(variable);
    boolean any = false;
    Flow end2 = null;
    while (end2 == null && (loop.reverse() ? at >= end : at <= end)) {
      any = true;
      variable.set(new Value(Types.INT4, at), evaluation.host());
      end2 = after(interpreter.lines(loop.body(), frame), loop.label());
      at += loop.reverse() ? -step : step;
    }
    statements.found(any, outer);
    return end2 == null ? Flow.ON : end2;
  }

  private Flow rows(Block.Rows loop, Frame frame) {
    ParsedStatement query = loop.query();
    Answer answer =
        query != null
            ? evaluation.run(query, frame)
            : statements.execute(Objects.requireNonNull(loop.text()), frame);
    Flow end = null;
    for (@Nullable Object[] row : answer.rows()) {
      evaluation.assign(loop.targets(), answer, row, frame);
      end = after(interpreter.lines(loop.body(), frame), loop.label());
      if (end != null) {
        break;
      }
    }
    if (answer.rows().isEmpty()) {
      evaluation.assign(loop.targets(), answer, null, frame);
    }
    statements.found(!answer.rows().isEmpty(), frame);
    return end == null ? Flow.ON : end;
  }

  private Flow elements(Block.Elements loop, Frame frame) {
    Value array = evaluation.value(loop.array(), frame);
    PgType element = array.type().element();
    if (array.stored() == null) {
      throw new PgException("22004", "FOREACH expression must not be null");
    }
    if (element == null) {
      throw new PgException(
          "42804", "FOREACH expression must yield an array, not type " + array.type());
    }
    List<@Nullable Object> values = PgArrays.values(String.valueOf(array.stored()), element);
    Flow end = null;
    for (@Nullable Object stored : values) {
      evaluation.assign(loop.variable(), new Value(element, stored), frame);
      end = after(interpreter.lines(loop.body(), frame), loop.label());
      if (end != null) {
        break;
      }
    }
    statements.found(!values.isEmpty(), frame);
    return end == null ? Flow.ON : end;
  }
}
