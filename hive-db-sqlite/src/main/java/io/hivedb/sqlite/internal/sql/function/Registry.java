// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All functions, operators and aggregates that the backend knows: the whitelist. It is read from
 * {@link RegistryIndex}; their bodies are made when the first of a group is called.
 */
public final class Registry {

  private static final Registry INSTANCE = RegistryIndex.read();

  private static final Set<String> NATIVE = Set.of("count", "sum", "min", "max");

  private final Map<String, List<Signature>> functions = new LinkedHashMap<>();
  private final Map<String, List<Signature>> operators = new LinkedHashMap<>();
  private final Map<String, UserFunction> userFunctions = new LinkedHashMap<>();
  private final Map<String, Supplier<Accumulator>> accumulators = new LinkedHashMap<>();

  /**
   * A function to register with SQLite.
   *
   * @param body what it does
   * @param strict whether a null argument makes a null result without a call
   * @param deterministic whether SQLite may call it once for constant arguments
   * @param bytes whether all arguments are bytes, so that their kinds need not be asked for
   */
  public record UserFunction(
      JavaFunction body, boolean strict, boolean deterministic, boolean bytes) {}

  private final Set<String> taken;

  /** An empty one, which gives no function of SQLite a name that is taken. */
  Registry(Set<String> taken) {
    this.taken = taken;
  }

  /** The one registry. */
  public static Registry instance() {
    return INSTANCE;
  }

  /** The overloads of a function. */
  public List<Signature> functions(String name) {
    return functions.getOrDefault(name, List.of());
  }

  /** The overloads of an operator; those with one argument are prefix operators. */
  public List<Signature> operators(String name) {
    return operators.getOrDefault(name, List.of());
  }

  /** Whether the SQL calls an aggregate that is written in Java. */
  public boolean callsAggregate(String sql) {
    return accumulators.keySet().stream().anyMatch(udf -> sql.contains(udf + "("));
  }

  /** Whether SQLite's name is that of a Java function whose result its arguments alone decide. */
  public boolean isConstant(String udf) {
    UserFunction function = userFunctions.get(udf);
    return function != null && function.deterministic();
  }

  /** Where the outermost aggregate begins: the name of it, in Java or SQLite's own. */
  public @Nullable String aggregateAt(String sql, int at) {
    int end = at;
    while (end < sql.length() && isWord(sql.charAt(end))) {
      end++;
    }
    boolean call = end > at && end < sql.length() && sql.charAt(end) == '(';
    String name = sql.substring(at, end);
    boolean known = accumulators.containsKey(name) || NATIVE.contains(name);
    return call && known ? name : null;
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** Whether an aggregate, by its name in SQLite, has to begin anew when its frame moves. */
  public boolean beginsAnew(String aggregate) {
    Supplier<Accumulator> supplier = accumulators.get(aggregate);
    return supplier != null && !supplier.get().isReversible();
  }

  Map<String, List<Signature>> functions() {
    return functions;
  }

  Map<String, List<Signature>> operators() {
    return operators;
  }

  Map<String, UserFunction> userFunctions() {
    return userFunctions;
  }

  Map<String, Supplier<Accumulator>> accumulators() {
    return accumulators;
  }

  /** Adds a function of SQLite that no SQL names directly. */
  void internal(String sqliteName, boolean strict, JavaFunction body) {
    userFunctions.put(sqliteName, new UserFunction(body, strict, true, false));
  }

  /** The same for one that does more than to compute, called with nulls too. */
  void internalChanging(String sqliteName, JavaFunction body) {
    userFunctions.put(sqliteName, new UserFunction(body, false, false, false));
  }

  /** Adds a strict function written in Java. */
  void scalar(String name, PgType result, JavaFunction body, PgType... arguments) {
    optional(name, result, arguments.length, body, arguments);
  }

  /** Adds a strict function whose last arguments may be left out. */
  void optional(String name, PgType result, int minimum, JavaFunction body, PgType... arguments) {
    String udf = udf(name);
    internal(udf, true, body);
    function(name, result, Signature.Kind.SCALAR, call(udf, arguments.length), minimum, arguments);
  }

  /** Adds a function that is called with nulls too. */
  void lenient(String name, PgType result, JavaFunction body, PgType... arguments) {
    String udf = udf(name);
    internal(udf, false, body);
    calling(udf, name, result, arguments);
  }

  private void calling(String udf, String name, PgType result, PgType... arguments) {
    String template = call(udf, arguments.length);
    function(name, result, Signature.Kind.SCALAR, template, arguments.length, arguments);
  }

  /** Adds a lenient function whose body gets the OID of the element type first. */
  void polymorphic(String name, PgType result, JavaFunction body, PgType... arguments) {
    String udf = udf(name);
    internal(udf, false, body);
    String template = call(udf, arguments.length).replaceFirst("\\(", "({t}, ");
    function(name, result, Signature.Kind.SCALAR, template, arguments.length, arguments);
  }

  /** Adds a function whose result changes from call to call. */
  void changing(String name, PgType result, JavaFunction body, PgType... arguments) {
    String udf = udf(name);
    userFunctions.put(udf, new UserFunction(body, true, false, false));
    calling(udf, name, result, arguments);
  }

  /** Adds a function that SQLite's own SQL expresses. */
  void template(String name, PgType result, String template, PgType... arguments) {
    function(name, result, Signature.Kind.SCALAR, template, arguments.length, arguments);
  }

  /** Adds an overload that is refused when a call means it. */
  void refused(String name, PgType... arguments) {
    function(name, Types.TEXT, Signature.Kind.REFUSED, "", arguments.length, arguments);
  }

  /** Adds a function of any kind. */
  void function(
      String name,
      PgType result,
      Signature.Kind kind,
      String template,
      int minimum,
      PgType... arguments) {
    functions
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(
            new Signature(
                name, List.copyOf(Arrays.asList(arguments)), result, kind, template, minimum));
  }

  /** Adds an aggregate written in Java. */
  void aggregate(
      String name, PgType result, Supplier<Accumulator> accumulator, PgType... arguments) {
    String udf = udf(name);
    accumulators.put(udf, accumulator);
    function(
        name,
        result,
        Signature.Kind.AGGREGATE,
        call(udf, arguments.length),
        arguments.length,
        arguments);
  }

  /** Adds an operator that SQLite's own SQL expresses. */
  void operator(String name, PgType result, String template, PgType... arguments) {
    operators
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(
            new Signature(
                name,
                List.copyOf(Arrays.asList(arguments)),
                result,
                Signature.Kind.SCALAR,
                template,
                arguments.length));
  }

  /** Adds a strict operator written in Java under a name of its own. */
  void operator(String name, String udf, PgType result, JavaFunction body, PgType... arguments) {
    internal(udf, true, body);
    operator(name, result, call(udf, arguments.length), arguments);
  }

  /** The same for a function of bytes that is called for every row of a scan. */
  void operatorOfBytes(
      String name, String udf, PgType result, JavaFunction body, PgType... arguments) {
    userFunctions.put(udf, new UserFunction(body, true, true, true));
    operator(name, result, call(udf, arguments.length), arguments);
  }

  private String udf(String name) {
    String base = "pg_" + name;
    int number = 1;
    String udf = base;
    while (isTaken(udf)) {
      udf = base + "_" + ++number;
    }
    return udf;
  }

  private boolean isTaken(String udf) {
    return taken.contains(udf) || userFunctions.containsKey(udf) || accumulators.containsKey(udf);
  }

  private static String call(String udf, int arguments) {
    StringBuilder call = new StringBuilder(udf).append('(');
    for (int i = 0; i < arguments; i++) {
      call.append(i == 0 ? "{" : ", {").append(i).append('}');
    }
    return call.append(')').toString();
  }
}
