// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** pg_proc. */
final class ProcRows {

  private final Catalog catalog;
  private final List<String> path;

  ProcRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  SystemView procs() {
    SystemView view =
        SystemView.catalog(
            "pg_proc",
            "oid proname pronamespace proowner prolang procost prorows provariadic prosupport"
                + " prokind prosecdef proleakproof proisstrict proretset provolatile proparallel"
                + " pronargs pronargdefaults prorettype proargtypes proallargtypes proargmodes"
                + " proargnames proargdefaults protrftypes prosrc probin proconfig proacl");
    UserProcs users = new UserProcs(catalog, path);
    for (Routine routine : catalog.routines().all()) {
      add(view, users.proc(routine), routine.definition());
    }
    return view;
  }

  private static void add(SystemView view, Proc proc, RoutineDefinition definition) {
    RoutineDefinition.Properties properties = definition.properties();
    List<Proc.Argument> inputs = proc.inputs();
    boolean plain = proc.arguments().stream().allMatch(a -> a.mode().equals("i"));
    boolean unnamed = proc.arguments().stream().allMatch(a -> a.name().isEmpty());
    view.add(
        proc.oid(),
        proc.name(),
        proc.schema(),
        Oids.OWNER,
        ProcTexts.language(definition.language()),
        Double.valueOf(properties.value("cost", "100")),
        Double.valueOf(definition.set() ? properties.value("rows", "1000") : "0"),
        variadic(proc),
        "-",
        proc.kind(),
        properties.has("definer"),
        properties.has("leakproof"),
        definition.strict(),
        proc.set(),
        definition.volatility().substring(0, 1),
        properties.value("parallel", "unsafe").substring(0, 1),
        inputs.size(),
        inputs.stream().filter(a -> a.value() != null).count(),
        proc.result(),
        array(inputs, a -> String.valueOf(a.type())),
        plain ? null : array(proc.arguments(), a -> String.valueOf(a.type())),
        plain ? null : array(proc.arguments(), Proc.Argument::mode),
        unnamed ? null : array(proc.arguments(), a -> quoted(a.name())),
        defaults(inputs),
        null,
        properties.has("atomic") ? "" : definition.body(),
        null,
        RoutineSettings.config(definition),
        // What GRANT did is not kept.
        SystemView.UNPRINTABLE);
  }

  /** The type of the elements of the last argument. */
  private static long variadic(Proc proc) {
    for (Proc.Argument argument : proc.arguments()) {
      SystemObjects.Found type =
          argument.mode().equals("v") ? SystemObjects.type(argument.type()) : null;
      if (type != null) {
        return type.number("typelem");
      }
    }
    return 0;
  }

  private static @Nullable String defaults(List<Proc.Argument> inputs) {
    List<String> texts = new ArrayList<>();
    for (Proc.Argument input : inputs) {
      if (SystemView.UNPRINTABLE.equals(input.value())) {
        return SystemView.UNPRINTABLE;
      }
      if (input.value() != null) {
        texts.add(input.value());
      }
    }
    return texts.isEmpty() ? null : String.join(", ", texts);
  }

  private static String quoted(String name) {
    return name.matches("[A-Za-z_][A-Za-z_0-9]*") && !name.equalsIgnoreCase("null")
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String array(
      List<Proc.Argument> arguments, Function<Proc.Argument, String> value) {
    return "{" + String.join(",", arguments.stream().map(value).toList()) + "}";
  }
}
