// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.CallOptions;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators and calls of functions. */
final class Calls {

  private static final List<String> INTERVAL_FIELDS =
      List.of("years", "months", "weeks", "days", "hours", "mins", "secs");

  private final Resolver resolver;
  private final AggregateCalls aggregates;

  Calls(Resolver resolver) {
    this.resolver = resolver;
    this.aggregates = new AggregateCalls(resolver);
  }

  /** The SQL of a signature applied to arguments. */
  Typed apply(Signature signature, List<Typed> arguments, int position) {
    if (signature.kind() == Signature.Kind.REFUSED) {
      throw PgException.unsupported("function " + shownCall(signature.name(), arguments))
          .at(position);
    }
    List<PgType> types = arguments.stream().map(Typed::type).toList();
    if (Volatility.isStable(signature.name(), types)) {
      resolver.context().stable();
    }
    PgType element = Polymorphism.element(signature, types);
    String sql = template(signature, types);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      PgType wanted = Polymorphism.actual(signature.arguments().get(i), element);
      boolean any = signature.arguments().get(i).equals(Types.ANY);
      refuseVector(signature, i, arguments.get(i), position);
      refuseEnums(signature, arguments.get(i), position);
      Typed argument =
          any
              ? resolver.casts().settle(arguments.get(i))
              : resolver.casts().implicit(arguments.get(i), wanted);
      values.add(argument.sql());
    }
    PgType result = Polymorphism.actual(signature.result(), element);
    return Typed.of(
        Templates.fill(HeldParameters.hold(sql, values), values, element == null ? TEXT : element),
        result,
        position);
  }

  /** SQLite knows arrays of enums as texts, which have another order. */
  static boolean isEnums(PgType type) {
    return type.element() != null && type.element().category() == 'E';
  }

  private static void refuseEnums(Signature signature, Typed argument, int position) {
    boolean sorts = List.of("<", ">", "<=", ">=", "min", "max").contains(signature.name());
    if (sorts && isEnums(argument.type())) {
      throw PgException.unsupported(signature.name() + " of " + argument.type()).at(position);
    }
  }

  private static String template(Signature signature, List<PgType> types) {
    boolean vector =
        signature.name().equals("generate_subscripts") && Types.isCatalogVector(types.get(0));
    return vector ? "pg_vector_subscripts({0}, {1})" : signature.template();
  }

  /** Most array functions count from the lower bound, which is 0 in the catalogue's vectors. */
  private static void refuseVector(Signature signature, int index, Typed argument, int position) {
    boolean polymorphic = signature.arguments().get(index).equals(Types.ANYARRAY);
    List<String> same =
        List.of("unnest", "cardinality", "array_length", "generate_subscripts", "=", "<>");
    if (polymorphic && Types.isCatalogVector(argument.type()) && !same.contains(signature.name())) {
      throw PgException.unsupported(signature.name() + " of " + argument.type()).at(position);
    }
  }

  /** A call of a function, an aggregate, a window function. */
  Typed call(Expr.Call call, Scope scope) {
    Typed own = new UserCalls(resolver).call(call, scope);
    if (own != null) {
      return own;
    }
    String name = name(call);
    if (name.startsWith("uuid_generate_")
        && !resolver.context().catalog().extensions().contains("uuid-ossp")) {
      throw new PgException("42883", "function " + name + "() does not exist").at(call.position());
    }
    if (Volatility.isStable(name, List.of())) {
      resolver.context().stable();
    }
    if (name.equals("grouping")) {
      return GroupingSets.grouping(resolver, call, scope);
    }
    Typed special = resolver.jsonCalls().call(name, call, scope);
    if (special == null) {
      special = new TypeCalls(resolver).call(name, call, scope);
    }
    if (special == null) {
      special = new VariadicCalls(resolver).call(name, call, scope);
    }
    if (special == null) {
      special = variadic(name, call, scope);
    }
    if (special != null) {
      return special;
    }
    List<Signature> all = Registry.instance().functions(name);
    if (isOfMissingExtension(name, resolver.context().catalog())) {
      List<Typed> given = resolver.resolve(call.arguments(), scope);
      throw new PgException("42883", "function " + shownCall(name, given) + " does not exist")
          .at(call.position());
    }
    boolean aggregate =
        all.stream().anyMatch(s -> s.kind() == Signature.Kind.AGGREGATE)
            || AggregateCalls.isSpecial(name);
    boolean window = all.stream().anyMatch(s -> s.kind() == Signature.Kind.WINDOW);
    if (aggregate || window) {
      return aggregates.call(name, call, all, window, scope);
    }
    refuseOptions(name, call.options(), all, call.position());
    List<Typed> arguments =
        name.equals("make_interval")
            ? intervalArguments(call, scope)
            : resolver.resolve(call.arguments(), scope);
    Signature chosen = function(name, all, arguments, call.position());
    if (chosen == null) {
      return castCall(name, arguments, call.position());
    }
    if (chosen.kind() == Signature.Kind.SET) {
      return Laterals.move(resolver, chosen, arguments, scope, call.position());
    }
    checkSequence(name, arguments, call.position());
    return apply(chosen, arguments, call.position());
  }

  /** What pgvector has for bit strings, while it was not created. */
  static boolean isOfMissingExtension(String name, Catalog catalog) {
    boolean ofBits =
        List.of("<~>", "<%>", "hamming_distance", "jaccard_distance", "binary_quantize")
            .contains(name);
    return ofBits && !catalog.extensions().contains("vector");
  }

  private static String name(Expr.Call call) {
    List<String> names = call.names();
    boolean known =
        names.size() == 1
            || List.of("pg_catalog", "public", "information_schema").contains(names.get(0));
    if (!known) {
      throw new PgException("3F000", "schema \"" + names.get(0) + "\" does not exist")
          .at(call.position());
    }
    return call.name();
  }

  static void refuseOptions(String name, CallOptions options, List<Signature> all, int position) {
    if (options.plain() || all.isEmpty()) {
      return;
    }
    if (options.variadic()) {
      throw PgException.unsupported("VARIADIC").at(position);
    }
    if (options.over() != null) {
      throw new PgException(
              "42809",
              "OVER specified, but " + name + " is not a window function nor an aggregate function")
          .at(position);
    }
    String what =
        options.distinct()
            ? "DISTINCT"
            : options.star() ? "(*)" : options.filter() != null ? "FILTER" : "ORDER BY";
    throw new PgException(
            "42809", what + " specified, but " + name + " is not an aggregate function")
        .at(position);
  }

  @Nullable Signature function(
      String name, List<Signature> all, List<Typed> arguments, int position) {
    try {
      return Overloads.choose(all, arguments, false);
    } catch (PgException e) {
      throw e.text().equals("ambiguous")
          ? new PgException("42725", "function " + shownCall(name, arguments) + " is not unique")
              .hint(RoutineChoice.NO_BEST)
              .at(position)
          : e;
    }
  }

  static String shownCall(String name, List<Typed> arguments) {
    List<String> types = arguments.stream().map(a -> a.type().sqlName()).toList();
    return name + "(" + String.join(", ", types) + ")";
  }

  /** {@code float8(x)} is a cast; anything else does not exist or is refused. */
  private Typed castCall(String name, List<Typed> arguments, int position) {
    PgType type = arguments.size() == 1 ? resolver.context().catalog().builtIn(name) : null;
    if (type != null && type.category() != 'P' && type.category() != 'X') {
      return resolver.casts().cast(arguments.get(0), type, -1, CastLevel.EXPLICIT);
    }
    if (!UnsupportedFunctions.isKnown(name, arguments)) {
      throw new PgException("42883", "function " + shownCall(name, arguments) + " does not exist")
          .hint(
              "No function matches the given name and argument types. You might need to add explicit type casts.")
          .at(position);
    }
    throw PgException.unsupported("function " + shownCall(name, arguments)).at(position);
  }

  private @Nullable Typed variadic(String name, Expr.Call call, Scope scope) {
    boolean known = name.equals("concat") || name.equals("concat_ws") || name.equals("format");
    if (!known) {
      return null;
    }
    if (call.options().variadic()) {
      throw PgException.unsupported("VARIADIC").at(call.position());
    }
    StringBuilder sql = new StringBuilder("pg_").append(name).append('(');
    String separator = "";
    for (Typed argument : resolver.resolve(call.arguments(), scope)) {
      sql.append(separator).append(outputText(argument));
      separator = ", ";
    }
    return Typed.of(sql + ")", TEXT, call.position());
  }

  private String outputText(Typed value) {
    Typed settled = resolver.casts().settle(value);
    return CastSql.output(settled.sql(), settled.type());
  }

  private List<Typed> intervalArguments(Expr.Call call, Scope scope) {
    Typed[] fields = new Typed[INTERVAL_FIELDS.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          i == 6 ? Typed.of("0.0", FLOAT8, call.position()) : Typed.of("0", INT4, call.position());
    }
    int next = 0;
    for (Expr argument : call.arguments()) {
      int index =
          argument instanceof Expr.Named named ? INTERVAL_FIELDS.indexOf(named.name()) : next;
      if (index < 0 || index >= fields.length) {
        throw new PgException("42883", "function make_interval does not exist").at(call.position());
      }
      Expr value = argument instanceof Expr.Named named ? named.value() : argument;
      fields[index] =
          resolver.casts().implicit(resolver.resolve(value, scope), index == 6 ? FLOAT8 : INT4);
      next = index + 1;
    }
    return List.of(fields);
  }

  private void checkSequence(String name, List<Typed> arguments, int position) {
    String literal = arguments.isEmpty() ? null : arguments.get(0).literal();
    if (literal != null && List.of("nextval", "currval", "setval").contains(name)) {
      checkRelation(literal, position);
    }
  }

  /** PostgreSQL's error for a regclass that names nothing. */
  void checkRelation(String name, int position) {
    if (RelationNames.find(resolver.context().catalog(), resolver.context().path(), name) == null) {
      throw new PgException("42P01", "relation \"" + name + "\" does not exist").at(position);
    }
  }
}
