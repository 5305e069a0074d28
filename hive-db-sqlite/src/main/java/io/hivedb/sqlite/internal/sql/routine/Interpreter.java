// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs PL/pgSQL. One interpreter runs one call. */
final class Interpreter {

  /** What WHEN OTHERS does not catch: query_canceled and assert_failure. */
  private static final Set<String> UNCAUGHT = Set.of("57014", "P0004");

  private final Host host;
  private final Evaluation evaluation;
  private final Declarations declarations;
  private final Loops loops;
  private final Statements statements;
  private final Results results;
  private final String context;
  private int depth;
  private @Nullable PgException handled;

  /**
   * @param context what the context of errors names, for example {@code PL/pgSQL function f()}
   */
  Interpreter(Host host, String context, Results results) {
    this.host = host;
    this.context = context;
    this.results = results;
    this.evaluation = new Evaluation(host);
    this.declarations = new Declarations(host, evaluation);
    this.statements = new Statements(host, evaluation);
    this.loops = new Loops(this, evaluation, statements);
  }

  /** Runs a block with the variables around it. */
  Flow run(Block block, Frame outer) {
    Frame frame = new Frame(outer, block.label());
    if (block.columnsFirst()) {
      frame.seeColumnsFirst();
    }
    declarations.declare(block.declarations(), frame);
    Flow flow = block.handlers().isEmpty() ? lines(block.actions(), frame) : guarded(block, frame);
    boolean left = flow.kind() == Flow.Kind.EXIT && flow.label().equals(block.label());
    return left && !flow.label().isEmpty() ? Flow.ON : flow;
  }

  private Flow guarded(Block block, Frame frame) {
    String name = "hive_block_" + depth++;
    try {
      host.savepoint(name);
      Flow flow;
      try {
        flow = lines(block.actions(), frame);
      } catch (PgException error) {
        Block.Handler handler = handler(block, error);
        if (handler == null) {
          throw error;
        }
        host.rollbackTo(name);
        host.release(name);
        return handle(handler, error, frame);
      }
      host.release(name);
      return flow;
    } finally {
      depth--;
    }
  }

  private Flow handle(Block.Handler handler, PgException error, Frame frame) {
    PgException before = handled;
    handled = error;
    try {
      return lines(handler.actions(), declarations.ofError(error, frame));
    } finally {
      handled = before;
    }
  }

  private static Block.@Nullable Handler handler(Block block, PgException error) {
    for (Block.Handler handler : block.handlers()) {
      // A refusal is none of PostgreSQL's errors, and must not be swallowed.
      boolean caught = handler.states().stream().anyMatch(state -> catches(state, error));
      if (error.feature() == null && caught) {
        return handler;
      }
    }
    return null;
  }

  private static boolean catches(String state, PgException error) {
    if (state.equals("others")) {
      return !UNCAUGHT.contains(error.sqlState());
    }
    boolean category = state.endsWith("000");
    return category
        ? error.sqlState().startsWith(state.substring(0, 2))
        : state.equals(error.sqlState());
  }

  Flow lines(List<Block.Line> lines, Frame frame) {
    for (Block.Line line : lines) {
      host.checkRunning();
      Flow flow;
      try {
        flow = action(line.action(), frame);
      } catch (PgException e) {
        throw e.nowhere()
            .within(
                context + " line " + line.number() + " at " + ActionNames.of(line.action()), this);
      }
      if (!flow.isOn()) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow action(Block.Action action, Frame frame) {
    if (action instanceof Block.Assign assign) {
      assign(assign, frame);
    } else if (action instanceof Block.If choice) {
      return choose(choice, frame);
    } else if (action instanceof Block.Case choice) {
      return choose(choice, frame);
    } else if (action instanceof Block.Nested nested) {
      return run(nested.block(), frame);
    } else if (action instanceof Block.Return result) {
      results.returned(result, frame, evaluation);
      return Flow.RETURN;
    } else if (action instanceof Block.ReturnNext next) {
      results.next(next, frame, evaluation);
    } else if (action instanceof Block.ReturnQuery query) {
      results.query(query, frame, evaluation, statements);
    } else if (action instanceof Block.Raise raise) {
      raise(raise, frame);
    } else if (action instanceof Block.Reraise) {
      throw handled != null
          ? handled
          : new PgException(
              "0Z002", "RAISE without parameters cannot be used outside an exception handler");
    } else if (action instanceof Block.Assert check) {
      check(check, frame);
    } else if (action instanceof Block.Leave leave) {
      return leave(leave, frame);
    } else if (action instanceof Block.Diagnostics diagnostics) {
      statements.diagnose(diagnostics, frame, handled);
    } else if (action instanceof Block.Refused refused) {
      throw PgException.unsupported(refused.feature());
    } else if (!statements.run(action, frame)) {
      return loops.run(action, frame);
    }
    return Flow.ON;
  }

  private void assign(Block.Assign assign, Frame frame) {
    Variable.Row source = Results.row(assign.source(), frame);
    Frame.Target target = frame.target(assign.target());
    if (source != null && target.field() == null && target.variable() instanceof Variable.Row row) {
      List<io.hivedb.sqlite.internal.sql.resolve.Variables.Item> fields = source.fields();
      if (fields == null) {
        throw source.unassigned();
      }
      row.set(fields, source.values(), host);
      return;
    }
    String text = String.join(".", assign.target()) + " := " + assign.source().strip();
    Value value = evaluation.value(assign.value(), frame, "assignment", text);
    evaluation.assign(assign.target(), value, frame);
  }

  private Flow choose(Block.If choice, Frame frame) {
    for (Block.Branch branch : choice.branches()) {
      if (evaluation.holds(branch.condition(), frame)) {
        return lines(branch.actions(), frame);
      }
    }
    return lines(choice.otherwise(), frame);
  }

  private Flow choose(Block.Case choice, Frame frame) {
    Frame inner = frame;
    ParsedStatement value = choice.value();
    if (value != null) {
      throw PgException.unsupported("CASE with a value in PL/pgSQL");
    }
    for (Block.When when : choice.whens()) {
      for (ParsedStatement condition : when.values()) {
        if (evaluation.holds(condition, inner)) {
          return lines(when.actions(), inner);
        }
      }
    }
    if (choice.otherwise() == null) {
      throw new PgException("20000", "case not found").hint("CASE statement is missing ELSE part.");
    }
    return lines(choice.otherwise(), frame);
  }

  private void raise(Block.Raise raise, Frame frame) {
    PgException error = new Raising(query -> evaluation.value(query, frame)).of(raise);
    if (raise.level().equals("exception")) {
      throw error;
    }
    host.notice(raise.level(), error);
  }

  private void check(Block.Assert check, Frame frame) {
    if (!evaluation.holds(check.condition(), frame)) {
      ParsedStatement message = check.message();
      String text = message == null ? null : evaluation.value(message, frame).text();
      throw new PgException("P0004", text == null ? "assertion failed" : text);
    }
  }

  private Flow leave(Block.Leave leave, Frame frame) {
    if (leave.condition() != null && !evaluation.holds(leave.condition(), frame)) {
      return Flow.ON;
    }
    return new Flow(leave.exit() ? Flow.Kind.EXIT : Flow.Kind.CONTINUE, leave.label());
  }
}
