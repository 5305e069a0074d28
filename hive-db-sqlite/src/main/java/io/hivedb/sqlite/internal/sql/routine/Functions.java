// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.system.RoutineSettings;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls functions that return one value. */
public final class Functions {

  private Functions() {}

  /**
   * Calls a function with stored values; its result is stored too.
   *
   * @param how 1 where the call gives constants, and 2 more where the rows are wanted
   */
  public static @Nullable Object call(
      Host host, Routine routine, @Nullable Object[] values, int how) {
    Map<String, String> settings = RoutineSettings.of(routine.definition());
    if (settings.isEmpty()) {
      return called(host, routine, values, how);
    }
    Map<String, String> outer = host.enter(settings);
    try {
      return called(host, routine, values, how);
    } finally {
      host.leave(outer);
    }
  }

  private static @Nullable Object called(
      Host host, Routine routine, @Nullable Object[] values, int how) {
    boolean constant = how % 2 == 1;
    boolean isNull =
        routine.definition().strict() && Arrays.stream(values).anyMatch(Objects::isNull);
    if (how >= 2) {
      return new RowCalls(host, routine).call(values, isNull, constant);
    }
    if (isNull) {
      return null;
    }
    Value result =
        routine.definition().language().equals("sql")
            ? new SqlBody(host, routine, constant).value(values)
            : block(host, routine, values);
    return result.stored();
  }

  private static Value block(Host host, Routine routine, @Nullable Object[] values) {
    Frame frame = Blocks.outermost(routine.name());
    List<Variable.Scalar> outputs = arguments(host, routine, values, frame);
    String context = "PL/pgSQL function " + shown(host, routine);
    PgType type = routine.result();
    boolean plain = outputs.isEmpty() && !Objects.equals(type, Types.VOID);
    ScalarResult result = new ScalarResult(plain);
    Interpreter interpreter = new Interpreter(host, context, result);
    Flow flow = interpreter.run(Objects.requireNonNull(routine.definition().code()), frame);
    if (!outputs.isEmpty()) {
      Variable.Scalar output = outputs.get(0);
      return new Value(output.type(), output.stored());
    }
    if (!plain) {
      return Value.of("");
    }
    if (flow.kind() != Flow.Kind.RETURN) {
      throw new PgException("2F005", "control reached end of function without RETURN")
          .within(context, interpreter);
    }
    return fitted(host, result.value(), Objects.requireNonNull(type), context);
  }

  private static Value fitted(Host host, Value value, PgType type, String context) {
    Object stored = value.stored();
    if (stored == null || value.type().equals(type)) {
      return new Value(type, stored);
    }
    try {
      return new Value(type, host.convert(stored, value.type(), type, -1));
    } catch (PgException e) {
      throw e.nowhere()
          .within(context + " while casting return value to function's return type", value);
    }
  }

  /** The function as the context of errors has it. */
  static String shown(Host host, Routine routine) {
    boolean visible = host.path().contains(routine.schema());
    return (visible ? "" : routine.schema() + ".") + routine.described();
  }

  /** Makes variables of the parameters, and returns those that are the result. */
  static List<Variable.Scalar> arguments(
      Host host, Routine routine, @Nullable Object[] values, Frame frame) {
    List<Variable.Scalar> outputs = new ArrayList<>();
    int input = 0;
    int output = 0;
    for (RoutineDefinition.Parameter parameter : routine.definition().parameters()) {
      boolean given = parameter.isInput();
      boolean returned = !parameter.mode().equals("in") && !parameter.mode().equals("variadic");
      Column column = returned ? routine.outputs().get(output++) : null;
      PgType type = given ? routine.arguments().get(input) : Objects.requireNonNull(column).type();
      String name = parameter.name();
      Variable.Scalar variable = new Variable.Scalar(name, type, -1, false, false);
      if (given) {
        variable.set(new Value(type, values[input++]), host);
      }
      frame.arguments().add(variable);
      if (!name.isEmpty()) {
        frame.add(variable);
      }
      if (returned) {
        outputs.add(variable);
      }
    }
    return outputs;
  }
}
