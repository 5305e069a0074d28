// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Functions and procedures as PostgreSQL prints them. */
public final class ProcTexts {

  private static final Set<String> ORDERED =
      Set.of(
          "mode",
          "percentile_cont",
          "percentile_disc",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist");

  private final Catalog catalog;
  private final List<String> path;
  private final ObjectNames names;

  /** The texts of a catalogue for a session. */
  ProcTexts(Catalog catalog, List<String> path, ObjectNames names) {
    this.catalog = catalog;
    this.path = path;
    this.names = names;
  }

  /** {@code pg_get_function_arguments} or, without defaults, its like for identities. */
  public @Nullable String arguments(long oid, boolean defaults) {
    Proc proc = Proc.of(catalog, path, oid);
    return proc == null ? null : arguments(proc, false, defaults);
  }

  private String arguments(Proc proc, boolean table, boolean defaults) {
    boolean ordered = proc.kind().equals("a") && ORDERED.contains(proc.name());
    if (ordered || (defaults && proc.unknownDefaults() > 0)) {
      throw PgException.unsupported("the arguments of the function " + proc.name());
    }
    StringJoiner texts = new StringJoiner(", ");
    for (Proc.Argument argument : proc.arguments()) {
      if (argument.mode().equals("t") == table) {
        texts.add(argument(proc, argument, defaults));
      }
    }
    return texts.toString();
  }

  private String argument(Proc proc, Proc.Argument argument, boolean defaults) {
    String mode =
        switch (argument.mode()) {
          case "o" -> "OUT ";
          case "b" -> "INOUT ";
          case "v" -> "VARIADIC ";
          default -> argument.mode().equals("i") && proc.kind().equals("p") ? "IN " : "";
        };
    String name = argument.name().isEmpty() ? "" : TypeTexts.identifier(argument.name()) + " ";
    String value = argument.value();
    return mode
        + name
        + names.type(argument.type(), null)
        + (defaults && value != null ? " DEFAULT " + ObjectNames.printed(value) : "");
  }

  /** {@code pg_get_function_result}; null for a procedure. */
  public @Nullable String result(long oid) {
    Proc proc = Proc.of(catalog, path, oid);
    return proc == null || proc.kind().equals("p") ? null : result(proc);
  }

  private String result(Proc proc) {
    String columns = proc.set() ? arguments(proc, true, false) : "";
    return columns.isEmpty()
        ? (proc.set() ? "SETOF " : "") + names.type(proc.result(), null)
        : "TABLE(" + columns + ")";
  }

  /** {@code pg_get_function_arg_default}. */
  public @Nullable String value(long oid, int number) {
    Proc proc = Proc.of(catalog, path, oid);
    if (proc == null || number < 1 || number > proc.arguments().size()) {
      return null;
    }
    if (proc.unknownDefaults() > 0) {
      throw PgException.unsupported("the defaults of the function " + proc.name());
    }
    Proc.Argument argument = proc.arguments().get(number - 1);
    String value = argument.isInput() ? argument.value() : null;
    return value == null ? null : ObjectNames.printed(value);
  }

  /** {@code pg_get_functiondef}. */
  public @Nullable String definition(long oid) {
    Proc proc = Proc.of(catalog, path, oid);
    if (proc == null) {
      return null;
    }
    Routine routine = proc.routine();
    if (proc.kind().equals("a")) {
      throw new PgException("42809", "\"" + proc.name() + "\" is an aggregate function");
    }
    if (routine == null || routine.definition().properties().has("atomic")) {
      throw PgException.unsupported("the definition of the function " + proc.name());
    }
    RoutineDefinition definition = routine.definition();
    boolean procedure = definition.procedure();
    return "CREATE OR REPLACE "
        + (procedure ? "PROCEDURE " : "FUNCTION ")
        + TypeTexts.identifier(routine.schema())
        + "."
        + TypeTexts.identifier(routine.name())
        + "("
        + arguments(proc, false, true)
        + ")\n"
        + (procedure ? "" : " RETURNS " + result(proc) + "\n")
        + " LANGUAGE "
        + definition.language()
        + "\n"
        + options(definition)
        + body(definition.body(), procedure ? "procedure" : "function");
  }

  private static String options(RoutineDefinition definition) {
    RoutineDefinition.Properties properties = definition.properties();
    StringBuilder options = new StringBuilder();
    options.append(properties.has("window") ? " WINDOW" : "");
    String volatility = definition.volatility().toUpperCase(Locale.ROOT);
    options.append(volatility.equals("VOLATILE") ? "" : " " + volatility);
    String parallel = properties.value("parallel", "unsafe").toUpperCase(Locale.ROOT);
    options.append(parallel.equals("UNSAFE") ? "" : " PARALLEL " + parallel);
    options.append(definition.strict() ? " STRICT" : "");
    options.append(properties.has("definer") ? " SECURITY DEFINER" : "");
    options.append(properties.has("leakproof") ? " LEAKPROOF" : "");
    String cost = properties.value("cost", "100");
    options.append(cost.equals("100") ? "" : " COST " + cost);
    String rows = properties.value("rows", "1000");
    options.append(definition.set() && !rows.equals("1000") ? " ROWS " + rows : "");
    return (options.isEmpty() ? "" : options.append('\n').toString())
        + RoutineSettings.text(definition);
  }

  private static String body(String text, String kind) {
    String tag = kind;
    while (text.contains("$" + tag)) {
      tag += "x";
    }
    return "AS $" + tag + "$" + text + "$" + tag + "$\n";
  }

  /** The language of a routine as {@code pg_proc.prolang} has it. */
  static int language(String name) {
    return List.of("internal", "c", "sql").contains(name)
        ? 12 + List.of("internal", "c", "sql").indexOf(name)
        : Oids.PLPGSQL;
  }
}
