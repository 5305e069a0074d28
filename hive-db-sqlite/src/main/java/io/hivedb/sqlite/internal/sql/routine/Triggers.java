// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.system.RoutineSettings;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fires the triggers of one table. */
public final class Triggers {

  private static final Pattern WHOLE_ARGUMENTS = Pattern.compile("(?i)\\btg_argv\\b(?!\\s*\\[)");

  private final Host host;
  private final Table table;
  private final List<Variables.Item> fields;

  /** For the changes of a table. */
  public Triggers(Host host, Table table) {
    this.host = host;
    this.table = table;
    this.fields = Declarations.fields(table);
  }

  /**
   * Calls a trigger, unless its condition keeps it from that.
   *
   * @param old the row before the change; null for one that is new, and for statements
   * @param now the row after the change; null for one that goes, and for statements
   * @return the row that BEFORE triggers leave; null for one that is not to be changed
   */
  public @Nullable Object @Nullable [] fire(
      Trigger trigger,
      String event,
      @Nullable Object @Nullable [] old,
      @Nullable Object @Nullable [] now) {
    Variable.Row before = row("old", old);
    Variable.Row after = row("new", now);
    @Nullable Object @Nullable [] unchanged = now == null ? old : now;
    if (!condition(trigger, before, after)) {
      return unchanged;
    }
    Routine function =
        Objects.requireNonNull(host.catalog().routines().of(trigger.function()), trigger::name);
    if (function.definition().refusal() != null) {
      throw PgException.unsupported(function.definition().refusal());
    }
    checkArguments(trigger, function);
    Frame frame = frame(trigger, event, function.name());
    frame.add(before);
    frame.add(after);
    TriggerResult result = new TriggerResult(fields);
    String context = "PL/pgSQL function " + Functions.shown(host, function);
    Block code = Objects.requireNonNull(function.definition().code());
    Flow flow = run(function, new Interpreter(host, context, result), code, frame);
    if (flow.kind() != Flow.Kind.RETURN) {
      throw new PgException("2F005", "control reached end of trigger procedure without RETURN")
          .within(context, this);
    }
    return result.row();
  }

  private Flow run(Routine function, Interpreter interpreter, Block code, Frame frame) {
    Map<String, String> outer = host.enter(RoutineSettings.of(function.definition()));
    try {
      return interpreter.run(code, frame);
    } finally {
      host.leave(outer);
    }
  }

  /** The array of the arguments begins at 0, which arrays as values do not do here. */
  private static void checkArguments(Trigger trigger, Routine function) {
    String body = function.definition().body();
    if (!trigger.definition().arguments().isEmpty() && WHOLE_ARGUMENTS.matcher(body).find()) {
      throw PgException.unsupported("TG_ARGV as a whole");
    }
  }

  private Variable.Row row(String name, @Nullable Object @Nullable [] values) {
    Variable.Row row = new Variable.Row(name, fields);
    row.set(fields, values, host);
    return row;
  }

  private boolean condition(Trigger trigger, Variable.Row before, Variable.Row after) {
    ParsedStatement when = trigger.definition().when();
    if (when == null) {
      return true;
    }
    Frame frame = new Frame(null, "");
    frame.add(before);
    frame.add(after);
    return new Evaluation(host).holds(when, frame);
  }

  private Frame frame(Trigger trigger, String event, String label) {
    Frame frame = Blocks.outermost(label);
    text(frame, "tg_op", event);
    text(frame, "tg_name", trigger.name());
    text(frame, "tg_table_name", table.name());
    text(frame, "tg_relname", table.name());
    text(frame, "tg_table_schema", table.schema());
    text(frame, "tg_when", trigger.definition().before() ? "BEFORE" : "AFTER");
    text(frame, "tg_level", trigger.definition().row() ? "ROW" : "STATEMENT");
    set(frame, "tg_relid", Types.INT8, (long) table.oid());
    List<String> arguments = trigger.definition().arguments();
    set(frame, "tg_nargs", Types.INT4, (long) arguments.size());
    set(frame, "tg_argv", Types.array(Types.TEXT), PgArrays.text(arguments));
    return frame;
  }

  private void text(Frame frame, String name, String value) {
    set(frame, name, Types.TEXT, value);
  }

  private void set(Frame frame, String name, PgType type, Object stored) {
    Variable.Scalar variable =
        new Variable.Scalar(name.toLowerCase(Locale.ROOT), type, -1, false, false);
    variable.set(new Value(type, stored), host);
    frame.add(variable);
  }
}
