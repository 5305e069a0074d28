// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes constants of a simple form without SQLite: calls of Java functions with literals and
 * with each other. Whatever is not of that form, or fails, is left to SQLite.
 */
public final class JavaConstants {

  /** What the time of a transaction decides; it is known when a statement runs. */
  private static final Set<String> CLOCKS =
      Set.of("pg_now", "pg_current_timestamp", "pg_current_date", "pg_localtimestamp");

  private final String sql;
  private final @Nullable Object @Nullable [] parameters;
  private final @Nullable SessionContext session;
  private final ConstantPieces pieces;

  private JavaConstants(
      String sql, @Nullable Object @Nullable [] parameters, @Nullable SessionContext session) {
    this.sql = sql;
    this.parameters = parameters;
    this.session = session;
    this.pieces = new ConstantPieces(sql);
  }

  /**
   * Whether a constant is known to have a value.
   *
   * @param parameters stored values; null while they are not known
   * @param session whose time counts; null while it is not known
   */
  public static boolean succeeds(
      String sql, @Nullable Object @Nullable [] parameters, @Nullable SessionContext session) {
    try {
      JavaConstants constant = new JavaConstants(sql, parameters, session);
      constant.value();
      return constant.pieces.atEnd();
    } catch (RuntimeException | StackOverflowError e) {
      return false;
    }
  }

  private @Nullable Object value() {
    Object left = operand();
    while (pieces.atSign()) {
      String operator = pieces.next();
      left = calculated(operator, (Long) left, (Long) operand());
    }
    return left;
  }

  private static @Nullable Long calculated(
      String operator, @Nullable Long left, @Nullable Long right) {
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case " + " -> Math.addExact(left, right);
      case " - " -> Math.subtractExact(left, right);
      case " * " -> Math.multiplyExact(left, right);
      default -> throw new UnsupportedOperationException(operator);
    };
  }

  private @Nullable Object operand() {
    String text = pieces.next();
    char first = text.charAt(0);
    if (first == '\'') {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    if (text.equals("(") || text.equals("CAST(")) {
      return nested(text.length() > 1);
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return Long.parseLong(text);
    }
    if (first == '?') {
      return parameter(Integer.parseInt(text.substring(1)));
    }
    return text.equals("NULL") ? null : call(text);
  }

  private @Nullable Object parameter(int number) {
    if (parameters == null) {
      throw new UnsupportedOperationException(sql);
    }
    return stored(parameters[number - 1]);
  }

  private @Nullable Object nested(boolean cast) {
    Object value = value();
    String end = pieces.next();
    if (cast && value instanceof Long number && pieces.next().equals(")")) {
      return end.equals(" AS TEXT") ? (Object) number.toString() : (Object) number.doubleValue();
    }
    if (cast || !end.equals(")")) {
      throw new UnsupportedOperationException(sql);
    }
    return value;
  }

  private @Nullable Object call(String name) {
    Registry.UserFunction function = Registry.instance().userFunctions().get(name);
    boolean clock = session != null && CLOCKS.contains(name);
    if (function == null
        || (!function.deterministic() && !clock)
        || function.bytes()
        || !pieces.next().equals("(")) {
      throw new UnsupportedOperationException(sql);
    }
    List<@Nullable Object> values = new ArrayList<>();
    String end = clock ? pieces.next() : ", ";
    while (end.equals(", ")) {
      values.add(value());
      end = pieces.next();
    }
    if (!end.equals(")")) {
      throw new UnsupportedOperationException(sql);
    }
    return function.strict() && values.contains(null)
        ? null
        : stored(function.body().call(new Given(values, clock ? session : null)));
  }

  /** A value as SQLite gives it to a function. */
  private static @Nullable Object stored(@Nullable Object result) {
    if (result == null || result instanceof Double || result instanceof byte[]) {
      return result;
    }
    if (result instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    return result instanceof Number number ? (Object) number.longValue() : result.toString();
  }

  private record Given(List<@Nullable Object> values, @Nullable SessionContext clock)
      implements Args {

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public @Nullable Object raw(int index) {
      return values.get(index);
    }

    @Override
    public SessionContext session() {
      if (clock == null) {
        throw new UnsupportedOperationException("a constant of a session");
      }
      return clock;
    }
  }
}
