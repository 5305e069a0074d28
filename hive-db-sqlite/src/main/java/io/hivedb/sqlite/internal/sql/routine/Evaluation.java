// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements with the variables of a frame, and puts their rows into variables. */
final class Evaluation {

  private final Host host;

  Evaluation(Host host) {
    this.host = host;
  }

  Host host() {
    return host;
  }

  Answer run(ParsedStatement statement, Frame frame) {
    Frame.Seen seen = frame.seen(frame.seesColumnsFirst());
    return host.run(statement, seen.variables(), seen.values().toArray());
  }

  /** The one value of a query. */
  Value value(ParsedStatement query, Frame frame) {
    return value(query, frame, "expression", query.text().substring("SELECT ".length()));
  }

  /** The same; {@code what} and {@code text} name it in the context of an error. */
  Value value(ParsedStatement query, Frame frame, String what, String text) {
    Answer answer;
    try {
      answer = run(query, frame);
    } catch (PgException e) {
      // PL/pgSQL computes what reads no tables by itself.
      throw isSimple(query) ? e : Statements.within(e, "PL/pgSQL " + what, text);
    }
    if (answer.columns().size() != 1) {
      throw new PgException("42601", "query returned " + answer.columns().size() + " columns");
    }
    if (answer.rows().size() > 1) {
      throw new PgException("21000", "query returned more than one row");
    }
    Object stored = answer.rows().isEmpty() ? null : answer.rows().get(0)[0];
    return new Value(answer.columns().get(0).type(), stored);
  }

  private static boolean isSimple(ParsedStatement query) {
    String tree = query.tree().toString();
    return tree.indexOf("Core[") == tree.lastIndexOf("Core[") && tree.contains("from=[]");
  }

  boolean holds(ParsedStatement condition, Frame frame) {
    return value(condition, frame).isTrue();
  }

  static List<Variables.Item> items(Answer answer) {
    List<Variables.Item> items = new ArrayList<>();
    for (ResultColumn column : answer.columns()) {
      items.add(new Variables.Item(column.name(), column.type(), column.typmod()));
    }
    return items;
  }

  /** Puts a value into a variable or a field. */
  void assign(List<String> names, Value value, Frame frame) {
    Frame.Target target = frame.target(names);
    target.variable().checkWritable();
    if (target.variable() instanceof Variable.Scalar scalar && target.field() == null) {
      scalar.set(value, host);
    } else if (target.variable() instanceof Variable.Row row && target.field() != null) {
      row.set(target.field(), value, host);
    } else if (value.stored() == null && target.variable() instanceof Variable.Row row) {
      row.set(row.fields() == null ? List.of() : row.fields(), null, host);
    } else {
      throw PgException.unsupported("an assignment of a value to a whole row");
    }
  }

  /** Puts a row, or none, into variables. */
  void assign(
      List<List<String>> targets, Answer answer, @Nullable Object @Nullable [] row, Frame frame) {
    List<Variables.Item> items = items(answer);
    if (targets.size() == 1) {
      Frame.Target only = frame.target(targets.get(0));
      if (only.variable() instanceof Variable.Row whole && only.field() == null) {
        whole.set(items, row, host);
        return;
      }
    }
    for (int i = 0; i < targets.size(); i++) {
      Value value =
          row != null && i < row.length ? new Value(items.get(i).type(), row[i]) : Value.NULL;
      assign(targets.get(i), value, frame);
    }
  }
}
