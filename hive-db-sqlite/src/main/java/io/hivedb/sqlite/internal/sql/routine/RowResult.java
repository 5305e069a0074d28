// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** RETURN, RETURN NEXT and RETURN QUERY of a function that returns rows. */
final class RowResult extends Results {

  private final Host host;
  private final boolean set;
  private final List<Variables.Item> fields;
  private final List<Variable.Scalar> outputs;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /**
   * @param set whether it is a set
   * @param fields the columns of the rows
   * @param outputs the variables that are the row; none where RETURN gives it
   */
  RowResult(Host host, boolean set, List<Variables.Item> fields, List<Variable.Scalar> outputs) {
    this.host = host;
    this.set = set;
    this.fields = fields;
    this.outputs = outputs;
  }

  /** All rows, when the function is done. */
  List<@Nullable Object[]> rows() {
    if (!set && !outputs.isEmpty()) {
      addOutputs();
    }
    return rows;
  }

  @Override
  void returned(Block.Return result, Frame frame, Evaluation evaluation) {
    if (result.value() == null) {
      return;
    }
    if (set || !outputs.isEmpty()) {
      throw PgException.unsupported("RETURN with a value in a function that returns rows");
    }
    add(result.value(), result.source(), frame, evaluation);
  }

  @Override
  void next(Block.ReturnNext next, Frame frame, Evaluation evaluation) {
    if (!set) {
      super.next(next, frame, evaluation);
    }
    if (next.value() == null) {
      addOutputs();
      return;
    }
    add(next.value(), next.source(), frame, evaluation);
  }

  private void add(
      io.hivedb.sqlite.internal.sql.parse.ParsedStatement query,
      String source,
      Frame frame,
      Evaluation evaluation) {
    Variable.Row row = row(source, frame);
    if (row != null) {
      addRow(row);
      return;
    }
    if (fields.size() != 1) {
      throw PgException.unsupported("RETURN of a computed row");
    }
    Value value = evaluation.value(query, frame);
    Variable.Scalar fitted = new Variable.Scalar("", fields.get(0).type(), -1, false, false);
    fitted.set(value, host);
    rows.add(new @Nullable Object[] {fitted.stored()});
  }

  private void addRow(Variable.Row row) {
    List<Variables.Item> given = row.fields();
    if (given == null) {
      throw row.unassigned();
    }
    if (!types(given).equals(types(fields))) {
      throw PgException.unsupported("RETURN of a row of other types");
    }
    if (set || !row.isNone()) {
      rows.add(row.values().clone());
    } else {
      rows.add(new @Nullable Object[fields.size()]);
    }
  }

  private static List<String> types(List<Variables.Item> items) {
    return items.stream().map(item -> item.type().sqlName()).toList();
  }

  private void addOutputs() {
    rows.add(outputs.stream().map(Variable.Scalar::stored).toArray());
  }

  @Override
  void query(Block.ReturnQuery query, Frame frame, Evaluation evaluation, Statements statements) {
    if (!set) {
      super.query(query, frame, evaluation, statements);
    }
    Answer answer =
        query.query() == null
            ? statements.execute(Objects.requireNonNull(query.text()), frame)
            : statements.run(query.query(), frame);
    try {
      check(Evaluation.items(answer));
    } catch (PgException e) {
      throw query.query() == null ? e : Statements.within(e, "SQL statement", query.query().text());
    }
    rows.addAll(answer.rows());
    statements.count(answer.rows().size());
    statements.found(!answer.rows().isEmpty(), frame);
  }

  private void check(List<Variables.Item> given) {
    PgException mismatch =
        new PgException("42804", "structure of query does not match function result type");
    if (given.size() != fields.size()) {
      throw mismatch.detail(
          "Number of returned columns (%d) does not match expected column count (%d)."
              .formatted(given.size(), fields.size()));
    }
    for (int i = 0; i < given.size(); i++) {
      Variables.Item wanted = fields.get(i);
      if (!given.get(i).type().equals(wanted.type())) {
        throw mismatch.detail(
            "Returned type %s does not match expected type %s in column \"%s\" (position %d)."
                .formatted(
                    given.get(i).type().sqlName(), wanted.type().sqlName(), wanted.name(), i + 1));
      }
    }
  }
}
