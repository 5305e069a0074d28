// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of the functions that CREATE FUNCTION made. */
public final class UserCalls {

  /** The name of the Java function that calls them; its first argument is the OID. */
  public static final String FUNCTION = "hive_call\u00b7";

  /** What the second argument says beside what {@code Functions} is told of a call. */
  private static final int IMMUTABLE = 4;

  private static final int STABLE = 8;

  private static final Pattern HOW = Pattern.compile(FUNCTION + "\\(\\d+, (\\d+)");

  private static final Pattern CALLED = Pattern.compile(FUNCTION + "\\((\\d+)");

  /** The tree of a query of one value that names no table, type or function. */
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?s)Select\\[with=\\[], recursive=false, body=Core\\[(?!.*(?:Call|Cast|Query|Exists|Star"
              + "|Json|Array|Subscript|ColumnRef\\[names=\\[\\w+, )\\w*\\[).*from=\\[], where=null.*");

  private static final Pattern WRITES =
      Pattern.compile(
          "\\b(insert|update|delete|merge|truncate|create|alter|drop|execute|refresh|comment|lock"
              + "|grant|share)\\b");

  private final Resolver resolver;

  UserCalls(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The routines that a call may mean; none where it means a function of the system. */
  List<Routine> named(List<String> names) {
    Context context = resolver.context();
    if (context.catalog().routines().all().isEmpty() || names.size() > 2) {
      return List.of();
    }
    String schema = names.size() == 2 ? names.get(0) : null;
    return context.catalog().routines().named(schema, names.get(names.size() - 1), context.path());
  }

  /** A call in an expression; null where it is none of these. */
  @Nullable Typed call(Expr.Call call, Scope scope) {
    List<Routine> named = named(call.names());
    if (named.isEmpty()) {
      return null;
    }
    RoutineChoice.Chosen chosen = chosen(call, scope);
    if (chosen == null) {
      return null;
    }
    PgType result = result(chosen.routine());
    if (result == null || result.equals(Types.RECORD)) {
      throw PgException.unsupported("a function that returns a row, in an expression")
          .at(call.position());
    }
    if (chosen.routine().definition().set()) {
      return RoutineRows.select(resolver, chosen, result, scope, call.position());
    }
    return Typed.of(sql(chosen, call.position(), false), result, call.position());
  }

  /** The function that a call means; null for one of the system. */
  RoutineChoice.@Nullable Chosen chosen(Expr.Call call, Scope scope) {
    RoutineChoice choice = new RoutineChoice(resolver, "function");
    RoutineChoice.Chosen chosen = choice.of(call, named(call.names()), scope);
    if (chosen != null) {
      check(chosen, call.position());
    }
    return chosen;
  }

  /** The type of the one value of a function; null where it returns a row. */
  private static @Nullable PgType result(Routine routine) {
    if (routine.outputs().isEmpty()) {
      return routine.result();
    }
    return routine.outputs().size() == 1 ? routine.outputs().get(0).type() : null;
  }

  /** Refuses, or denies, what cannot be called so. */
  private static void check(RoutineChoice.Chosen chosen, int position) {
    Routine routine = chosen.routine();
    RoutineDefinition definition = routine.definition();
    if (definition.procedure()) {
      List<Typed> given = chosen.given();
      throw new PgException("42809", Calls.shownCall(routine.name(), given) + " is a procedure")
          .hint("To call a procedure, use CALL.")
          .at(position);
    }
    if (definition.isTrigger()) {
      PgException refusal =
          new PgException("0A000", "trigger functions can only be called as triggers");
      throw refusal.within(
          "compilation of PL/pgSQL function \"" + routine.name() + "\" near line 1", routine);
    }
    if (definition.refusal() != null) {
      throw PgException.unsupported(definition.refusal()).at(position);
    }
  }

  /** What SQLite is asked, for a value or for rows. */
  String sql(RoutineChoice.Chosen chosen, int position, boolean rows) {
    Routine routine = chosen.routine();
    String volatility = volatility(routine.definition());
    if (rows || volatility.equals("volatile")) {
      resolver.context().constants().vary();
    }
    if (!routine.definition().volatility().equals("immutable")) {
      resolver.context().stable(!volatility.equals("immutable"));
    }
    boolean constant = chosen.given().stream().allMatch(UserCalls::isConstant);
    StringBuilder sql = new StringBuilder(FUNCTION + "(" + routine.oid());
    int known =
        volatility.equals("immutable") ? IMMUTABLE : volatility.equals("stable") ? STABLE : 0;
    sql.append(", ").append((constant ? 1 : 0) + (rows ? 2 : 0) + known);
    for (int i = 0; i < chosen.arguments().size(); i++) {
      PgType type = routine.arguments().get(i);
      Typed given = chosen.arguments().get(i);
      if (given == null) {
        Expr value = routine.definition().inputs().get(i).value();
        Typed usual = resolver.resolve(Objects.requireNonNull(value), resolver.context().alone());
        sql.append(", ").append(resolver.casts().assign(usual, type, -1, "").sql());
      } else {
        sql.append(", ").append(resolver.casts().implicit(given, type).sql());
      }
    }
    return sql.append(")").toString();
  }

  private static boolean isConstant(Typed value) {
    return value.literal() != null || value.sql().matches("\\(?-?[0-9.]+\\)?|'[^']*'|\\?\\d+");
  }

  /** Whether SQL calls functions that may write. */
  public static boolean mayWrite(String sql, Catalog catalog) {
    Matcher called = CALLED.matcher(sql);
    while (called.find()) {
      Routine routine = catalog.routines().of(Integer.parseInt(called.group(1)));
      if (routine != null && mayWrite(routine, catalog, new HashSet<>())) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayWrite(Routine routine, Catalog catalog, Set<Integer> seen) {
    if (!seen.add(routine.oid())) {
      return false;
    }
    String body = routine.definition().body().toLowerCase(Locale.ROOT);
    if (WRITES.matcher(body).find()) {
      return true;
    }
    for (Routine other : catalog.routines().all()) {
      if (body.contains(other.name().toLowerCase(Locale.ROOT)) && mayWrite(other, catalog, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Whether SQL calls a function. */
  public static boolean in(String sql) {
    return sql.contains(FUNCTION);
  }

  /** Whether all functions that SQL calls are immutable, or at least stable. */
  static boolean areConstant(String sql, boolean stable) {
    Matcher called = HOW.matcher(sql);
    while (called.find()) {
      int how = Integer.parseInt(called.group(1));
      boolean constant = (how & (stable ? IMMUTABLE + STABLE : IMMUTABLE)) != 0;
      if (!constant || (how & 2) != 0) {
        return false;
      }
    }
    return true;
  }

  /** What {@code Functions} is told of a call. */
  public static int how(int argument) {
    return argument % IMMUTABLE;
  }

  /** A mere expression is a part of the query that calls it, whatever the function says. */
  private static String volatility(RoutineDefinition definition) {
    boolean one = definition.language().equals("sql") && definition.statements().size() == 1;
    boolean inlined =
        one
            && !definition.set()
            && !definition.strict()
            && !definition.isKeptApart()
            && EXPRESSION.matcher(definition.statements().get(0).tree().toString()).matches();
    return inlined ? "immutable" : definition.volatility();
  }

  /** Whether SQL calls a certain function. */
  static boolean in(String sql, Routine routine) {
    Matcher called = CALLED.matcher(sql);
    while (called.find()) {
      if (Integer.parseInt(called.group(1)) == routine.oid()) {
        return true;
      }
    }
    return false;
  }
}
