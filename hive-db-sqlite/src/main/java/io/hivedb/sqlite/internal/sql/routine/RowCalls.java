// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.resolve.RoutineRows;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls functions and procedures whose rows are read. They travel as a JSON array of arrays. */
final class RowCalls {

  private final Host host;
  private final Routine routine;
  private final List<Variables.Item> fields = new ArrayList<>();

  RowCalls(Host host, Routine routine) {
    this.host = host;
    this.routine = routine;
    if (routine.definition().procedure()) {
      routine.outputs().forEach(column -> fields.add(item(column)));
      return;
    }
    List<Column> columns = RoutineRows.columns(routine, host.catalog(), host.path());
    if (columns == null) {
      fields.add(new Variables.Item("", Objects.requireNonNull(routine.result()), -1));
    } else {
      columns.forEach(column -> fields.add(item(column)));
    }
  }

  private static Variables.Item item(Column column) {
    return new Variables.Item(column.name(), column.type(), -1);
  }

  /** The rows of a call. */
  String call(@Nullable Object[] values, boolean isNull, boolean constant) {
    boolean set = routine.definition().set();
    if (isNull) {
      List<@Nullable Object[]> none = new ArrayList<>();
      none.add(new @Nullable Object[fields.size()]);
      return json(set ? List.of() : none);
    }
    if (!set
        && routine.outputs().isEmpty()
        && fields.size() == 1
        && fields.get(0).name().isEmpty()) {
      List<@Nullable Object[]> row = new ArrayList<>();
      int how = constant ? 1 : 0;
      row.add(new @Nullable Object[] {Functions.call(host, routine, values, how)});
      return json(row);
    }
    boolean sql = routine.definition().language().equals("sql");
    List<@Nullable Object[]> rows = sql ? statements(values, constant) : block(values);
    return json(rows);
  }

  private List<@Nullable Object[]> block(@Nullable Object[] values) {
    Frame frame = Blocks.outermost(routine.name());
    List<Variable.Scalar> outputs = Functions.arguments(host, routine, values, frame);
    RowResult result = new RowResult(host, routine.definition().set(), fields, outputs);
    String context = "PL/pgSQL function " + Functions.shown(host, routine);
    Interpreter interpreter = new Interpreter(host, context, result);
    Flow flow = interpreter.run(Objects.requireNonNull(routine.definition().code()), frame);
    boolean missing =
        !routine.definition().set() && outputs.isEmpty() && !routine.definition().procedure();
    if (missing && flow.kind() != Flow.Kind.RETURN) {
      throw new PgException("2F005", "control reached end of function without RETURN")
          .within(context, interpreter);
    }
    return result.rows();
  }

  private List<@Nullable Object[]> statements(@Nullable Object[] values, boolean constant) {
    Answer last = new SqlBody(host, routine, constant).run(values);
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (fields.isEmpty()) {
      return rows;
    }
    for (@Nullable Object[] row : last.rows()) {
      rows.add(fitted(row, last));
      if (!routine.definition().set()) {
        break;
      }
    }
    if (rows.isEmpty() && !routine.definition().set()) {
      rows.add(new @Nullable Object[fields.size()]);
    }
    return rows;
  }

  private @Nullable Object[] fitted(@Nullable Object[] row, Answer answer) {
    @Nullable Object[] fitted = new Object[fields.size()];
    if (row.length != fitted.length) {
      throw PgException.unsupported("a function in SQL whose rows have other columns");
    }
    for (int i = 0; i < fitted.length; i++) {
      PgType given = answer.columns().get(i).type();
      PgType wanted = fields.get(i).type();
      Object value = row[i];
      fitted[i] =
          value == null || given.equals(wanted) ? value : host.convert(value, given, wanted, -1);
    }
    return fitted;
  }

  private String json(List<@Nullable Object[]> rows) {
    StringBuilder json = new StringBuilder("[");
    for (@Nullable Object[] row : rows) {
      json.append(json.length() == 1 ? "[" : ",[");
      for (int i = 0; i < fields.size(); i++) {
        json.append(i == 0 ? "" : ",").append(text(row[i], fields.get(i).type()));
      }
      json.append(']');
    }
    return json.append(']').toString();
  }

  /** As {@code Sets.decode} reads it. */
  private static String text(@Nullable Object value, PgType type) {
    if (value == null) {
      return "null";
    }
    String text =
        switch (type.storage()) {
          case INTEGER, TEXT -> value.toString();
          case REAL -> type.text(value);
          case BLOB -> HexFormat.of().withUpperCase().formatHex((byte[]) value);
        };
    return JsonString.quote(text);
  }
}
