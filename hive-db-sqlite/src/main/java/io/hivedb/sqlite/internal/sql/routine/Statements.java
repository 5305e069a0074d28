// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of SQL in PL/pgSQL, EXECUTE, and GET DIAGNOSTICS. */
final class Statements {

  private final Host host;
  private final Evaluation evaluation;
  private long count;

  Statements(Host host, Evaluation evaluation) {
    this.host = host;
    this.evaluation = evaluation;
  }

  /** Runs an action that is a statement; false for any other. */
  boolean run(Block.Action action, Frame frame) {
    if (action instanceof Block.Run run) {
      Answer answer = run(run.statement(), frame);
      if (run.statement().tree() instanceof Command.Call) {
        called(answer);
        return true;
      }
      found(answer.count() > 0, frame);
      put(answer, run.into(), frame);
    } else if (action instanceof Block.Perform perform) {
      Answer answer = run(perform.statement(), frame);
      count = answer.rows().size();
      found(count > 0, frame);
    } else if (action instanceof Block.Execute execute) {
      Answer answer = execute(execute, frame);
      count = answer.count();
      if (execute.into() != null) {
        put(answer, execute.into(), frame);
      }
    } else {
      return false;
    }
    return true;
  }

  private static void called(Answer answer) {
    if (!answer.columns().isEmpty()) {
      throw PgException.unsupported("CALL with INOUT parameters in PL/pgSQL");
    }
  }

  /** Runs a statement; an error in what it calls or does names it. */
  Answer run(ParsedStatement statement, Frame frame) {
    try {
      return evaluation.run(statement, frame);
    } catch (PgException e) {
      throw within(e, "SQL statement", statement.text());
    }
  }

  /** The context of an error; one with a place in the text has none. */
  static PgException within(PgException error, String what, String text) {
    return error.position() > 0 ? error : error.within(what + " \"" + text + "\"", new Object());
  }

  /** Sets FOUND. */
  void found(boolean any, Frame frame) {
    if (frame.find("found") instanceof Variable.Scalar found) {
      found.set(Value.of(any), host);
    }
  }

  void count(long rows) {
    count = rows;
  }

  private void put(Answer answer, Block.@Nullable Into into, Frame frame) {
    count = answer.count();
    if (into == null) {
      if (!answer.columns().isEmpty()) {
        throw new PgException("42601", "query has no destination for result data")
            .hint(
                answer.changes()
                    ? null
                    : "If you want to discard the results of a SELECT, use PERFORM instead.");
      }
      return;
    }
    if (answer.columns().isEmpty()) {
      throw new PgException("42601", "INTO used with a command that cannot return data");
    }
    List<@Nullable Object[]> rows = answer.rows();
    if (rows.size() > 1 && (into.strict() || answer.changes())) {
      throw new PgException("P0003", "query returned more than one row")
          .hint("Make sure the query returns a single row, or use LIMIT 1.");
    }
    if (rows.isEmpty() && into.strict()) {
      throw new PgException("P0002", "query returned no rows");
    }
    count = Math.min(1, rows.size());
    evaluation.assign(into.targets(), answer, rows.isEmpty() ? null : rows.get(0), frame);
  }

  /** Runs the text of EXECUTE, which sees the values of USING and no variables. */
  Answer execute(Block.Execute execute, Frame frame) {
    String text = evaluation.value(execute.text(), frame).text();
    if (text == null) {
      throw new PgException("22004", "query string argument of EXECUTE is null");
    }
    List<Variables.Item> items = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (ParsedStatement parameter : execute.parameters()) {
      Value value = evaluation.value(parameter, frame);
      items.add(new Variables.Item("$" + (items.size() + 1), value.type(), -1));
      values.add(value.stored());
    }
    Variables.Group numbered = new Variables.Group(" arguments", true, items);
    Variables variables = new Variables(items.size(), List.of(numbered), false);
    Answer last = new Answer(List.of(), List.of(), 0, false);
    for (ParsedStatement statement : host.parse(text)) {
      try {
        last = host.run(statement, variables, values.toArray());
      } catch (PgException e) {
        throw within(e, "SQL statement", text);
      }
    }
    return last;
  }

  void diagnose(Block.Diagnostics diagnostics, Frame frame, @Nullable PgException handled) {
    if (diagnostics.stacked() && handled == null) {
      throw new PgException(
          "0Z002", "GET STACKED DIAGNOSTICS cannot be used outside an exception handler");
    }
    for (Block.Item item : diagnostics.items()) {
      Value value = handled != null && diagnostics.stacked() ? of(item.name(), handled) : of(item);
      evaluation.assign(item.target(), value, frame);
    }
  }

  private Value of(Block.Item item) {
    if (item.name().equals("row_count")) {
      return Value.of(count);
    }
    throw PgException.unsupported("GET DIAGNOSTICS of " + item.name());
  }

  private static Value of(String item, PgException error) {
    String text =
        switch (item) {
          case "returned_sqlstate" -> error.sqlState();
          case "message_text" -> error.text();
          case "pg_exception_detail" -> error.detail();
          case "pg_exception_hint" -> error.hint();
          case "column_name" -> error.column();
          case "constraint_name" -> error.constraint();
          case "pg_datatype_name" -> error.dataType();
          case "table_name" -> error.table();
          case "schema_name" -> error.schema();
          default -> throw PgException.unsupported("GET STACKED DIAGNOSTICS of " + item);
        };
    return Value.of(text == null ? "" : text);
  }
}
