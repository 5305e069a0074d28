// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's choice among the functions, or procedures, of a name. */
final class RoutineChoice {

  static final String NO_BEST =
      "Could not choose a best candidate function. You might need to add explicit type casts.";

  private final Resolver resolver;
  private final String kind;

  /**
   * @param kind function or procedure, as errors have it
   */
  RoutineChoice(Resolver resolver, String kind) {
    this.resolver = resolver;
    this.kind = kind;
  }

  /** A routine, which of its parameters each argument of a call is for, and what that takes. */
  private record Candidate(Routine routine, List<Integer> places, Signature signature) {}

  /** A choice, with its arguments in the order of the parameters. */
  record Chosen(Routine routine, List<@Nullable Typed> arguments, List<Typed> given) {}

  /** The routine that a call means; null where it means one of the system's. */
  @Nullable Chosen of(Expr.Call call, List<Routine> named, Scope scope) {
    Signature any = new Signature(call.name(), List.of(), Types.TEXT, Signature.Kind.SCALAR, "", 0);
    Calls.refuseOptions(call.name(), call.options(), List.of(any), call.position());
    List<Expr> values = new ArrayList<>();
    List<@Nullable String> labels = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      boolean label = argument instanceof Expr.Named;
      values.add(argument instanceof Expr.Named known ? known.value() : argument);
      labels.add(argument instanceof Expr.Named known ? known.name() : null);
      if (!label && labels.stream().anyMatch(l -> l != null)) {
        throw new PgException("42601", "positional argument cannot follow named argument")
            .at(argument.position());
      }
    }
    refuseVariadic(call, named, values.size());
    List<Typed> arguments = resolver.resolve(values, scope);
    List<Candidate> candidates = new ArrayList<>();
    for (Routine routine : named) {
      List<Integer> places = places(routine, labels);
      if (places != null) {
        candidates.add(new Candidate(routine, places, signature(routine, places)));
      }
    }
    Candidate chosen = best(call, candidates, arguments);
    if (chosen == null) {
      boolean known =
          !system(call).isEmpty() || UnsupportedFunctions.isKnown(call.name(), arguments);
      if (known && call.names().size() == 1) {
        return null;
      }
      throw missing(call, arguments, labels);
    }
    @Nullable Typed[] ordered = new Typed[chosen.routine().arguments().size()];
    for (int i = 0; i < arguments.size(); i++) {
      ordered[chosen.places().get(i)] = arguments.get(i);
    }
    return new Chosen(chosen.routine(), Arrays.asList(ordered), arguments);
  }

  private static void refuseVariadic(Expr.Call call, List<Routine> named, int given) {
    for (Routine routine : named) {
      List<RoutineDefinition.Parameter> inputs = routine.definition().inputs();
      boolean variadic = inputs.stream().anyMatch(input -> input.mode().equals("variadic"));
      if (variadic && given >= inputs.size()) {
        throw PgException.unsupported("a call of a function with VARIADIC").at(call.position());
      }
    }
  }

  private @Nullable Candidate best(
      Expr.Call call, List<Candidate> candidates, List<Typed> arguments) {
    List<Signature> signatures = new ArrayList<>(system(call));
    candidates.forEach(candidate -> signatures.add(candidate.signature()));
    Signature best;
    try {
      best = Overloads.choose(signatures, arguments, false);
    } catch (PgException e) {
      throw e.text().equals("ambiguous") ? ambiguous(call, arguments) : e;
    }
    if (best == null || system(call).contains(best)) {
      return null;
    }
    List<Candidate> meant = candidates.stream().filter(c -> c.signature().equals(best)).toList();
    if (meant.size() > 1) {
      throw ambiguous(call, arguments);
    }
    return meant.get(0);
  }

  /** The functions of the system, which come before those of other schemas. */
  private static List<Signature> system(Expr.Call call) {
    return call.names().size() > 1 ? List.of() : Registry.instance().functions(call.name());
  }

  private PgException ambiguous(Expr.Call call, List<Typed> arguments) {
    return new PgException(
            "42725", kind + " " + Calls.shownCall(call.name(), arguments) + " is not unique")
        .hint(NO_BEST)
        .at(call.position());
  }

  private PgException missing(
      Expr.Call call, List<Typed> arguments, List<@Nullable String> labels) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String label = labels.get(i);
      shown.add((label == null ? "" : label + " => ") + arguments.get(i).type().sqlName());
    }
    String name = String.join(".", call.names());
    return new PgException(
            "42883", kind + " " + name + "(" + String.join(", ", shown) + ") does not exist")
        .hint(
            "No "
                + kind
                + " matches the given name and argument types. You might need to add explicit type"
                + " casts.")
        .at(call.position());
  }

  private static Signature signature(Routine routine, List<Integer> places) {
    List<PgType> types = new ArrayList<>();
    for (int place : places) {
      types.add(routine.arguments().get(place));
    }
    return new Signature(
        routine.name(), types, Types.TEXT, Signature.Kind.SCALAR, "", types.size());
  }

  /** The parameter of each argument; null where they do not fit. */
  private static @Nullable List<Integer> places(Routine routine, List<@Nullable String> labels) {
    List<RoutineDefinition.Parameter> inputs = routine.definition().inputs();
    if (labels.size() > inputs.size()
        || inputs.stream().anyMatch(input -> input.mode().equals("variadic"))) {
      return null;
    }
    Set<Integer> taken = new LinkedHashSet<>();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int place = label == null ? i : index(inputs, label);
      if (place < 0 || !taken.add(place)) {
        return null;
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!taken.contains(i) && inputs.get(i).value() == null) {
        return null;
      }
    }
    return List.copyOf(taken);
  }

  private static int index(List<RoutineDefinition.Parameter> inputs, String name) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
