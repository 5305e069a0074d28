// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.Window;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Windows, and the keys of ORDER BY. */
final class Windows {

  private static final Pattern NUMBER = Pattern.compile("\\(*[-+]?\\d+\\)*");

  private final Resolver resolver;

  Windows(Resolver resolver) {
    this.resolver = resolver;
  }

  /** What stands between the brackets of OVER. */
  String sql(Window window, Scope scope) {
    StringBuilder sql = new StringBuilder();
    Window whole = resolved(window, scope);
    List<OrderItem> order = whole.orderBy();
    Window.Frame frame = whole.frame();
    String separator = "PARTITION BY ";
    for (Expr key : whole.partitionBy()) {
      sql.append(separator).append(key(resolver.casts().settle(resolver.resolve(key, scope))));
      separator = ", ";
    }
    if (!order.isEmpty()) {
      sql.append(sql.isEmpty() ? "" : " ").append("ORDER BY ").append(orderBy(order, scope));
    }
    if (frame != null && RangeFrames.isOfTime(resolver, frame, order, scope)) {
      int keys = sql.lastIndexOf("ORDER BY ");
      sql.setLength(keys);
      sql.append(new RangeFrames(resolver, frame, order.get(0)).sql(scope));
    } else if (frame != null && NumericFrames.isOf(resolver, frame, order, scope)) {
      sql.setLength(sql.lastIndexOf("ORDER BY "));
      sql.append(new NumericFrames(resolver, frame, order.get(0)).sql(scope));
    } else if (frame != null) {
      checkRange(frame, order, scope);
      sql.append(sql.isEmpty() ? "" : " ").append(frame(frame, scope));
    }
    return sql.toString();
  }

  /** A window with what it takes over from the one that it names. */
  Window resolved(Window window, Scope scope) {
    Window named = window.name() == null ? null : find(window.name(), scope);
    if (named == null) {
      return window;
    }
    List<OrderItem> order = named.orderBy().isEmpty() ? window.orderBy() : named.orderBy();
    Window.Frame frame = window.frame() != null ? window.frame() : named.frame();
    return new Window(null, named.partitionBy(), order, frame);
  }

  /** Whether a row may have a frame without rows. */
  boolean mayBeEmpty(Window window, Scope scope) {
    Window.Frame frame = resolved(window, scope).frame();
    if (frame == null) {
      return false;
    }
    // EXCLUDE TIES keeps the row itself.
    boolean excludes =
        frame.exclusion().endsWith("CURRENT ROW") || frame.exclusion().endsWith("GROUP");
    boolean later = frame.start().text().endsWith("FOLLOWING");
    boolean earlier = frame.end() != null && frame.end().text().endsWith("PRECEDING");
    return excludes || later || earlier;
  }

  private static Window find(String name, Scope scope) {
    for (Select.NamedWindow named : scope.windows()) {
      if (named.name().equals(name)) {
        Window window = named.window();
        return window.name() == null ? window : find(window.name(), scope);
      }
    }
    throw new PgException("42704", "window \"" + name + "\" does not exist");
  }

  /** SQLite's RANGE adds numbers to the key, which is right for integers. */
  private void checkRange(Window.Frame frame, List<OrderItem> order, Scope scope) {
    boolean offset =
        frame.start().offset() != null || (frame.end() != null && frame.end().offset() != null);
    if (!frame.mode().equals("range") || !offset) {
      return;
    }
    if (order.size() != 1) {
      String problem = "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column";
      throw order.isEmpty()
          ? new PgException("42P20", problem)
          : PgException.unsupported("RANGE with an offset and several keys");
    }
    PgType key = resolver.resolve(order.get(0).key(), scope).type();
    boolean plain =
        isPlainOffset(frame.start()) && (frame.end() == null || isPlainOffset(frame.end()));
    boolean integer = key.equals(INT2) || key.equals(INT4) || key.equals(INT8);
    if (!integer || !plain) {
      throw PgException.unsupported("RANGE with an offset of a key that is no integer");
    }
  }

  private static boolean isPlainOffset(Window.Bound bound) {
    return bound.offset() == null
        || (bound.offset() instanceof Expr.NumberLiteral number
            && number.text().matches("\\d{1,9}"));
  }

  private String frame(Window.Frame frame, Scope scope) {
    String mode = frame.mode().toUpperCase(Locale.ROOT);
    String start = bound(frame.start(), scope);
    String body =
        frame.end() == null ? start : "BETWEEN " + start + " AND " + bound(frame.end(), scope);
    return mode + " " + body + (frame.exclusion().isEmpty() ? "" : " " + frame.exclusion());
  }

  private String bound(Window.Bound bound, Scope scope) {
    if (bound.offset() == null) {
      return bound.text();
    }
    return resolver.casts().implicit(resolver.resolve(bound.offset(), scope), INT8).sql()
        + " "
        + bound.text();
  }

  /** Keys that are expressions only, as in windows and aggregates. */
  String orderBy(List<OrderItem> items, Scope scope) {
    StringBuilder sql = new StringBuilder();
    for (OrderItem item : items) {
      if (item.key() instanceof Expr.Row row) {
        for (Typed field : fields(row, item, scope)) {
          sql.append(sql.isEmpty() ? "" : ", ").append(sortKey(field)).append(direction(item));
        }
        continue;
      }
      Typed key = resolver.casts().settle(resolver.resolve(item.key(), scope));
      sql.append(sql.isEmpty() ? "" : ", ").append(sortKey(key)).append(direction(item));
    }
    return sql.toString();
  }

  /** The fields of a row, which sort as the row does: nulls come last in it. */
  List<Typed> fields(Expr.Row row, OrderItem item, Scope scope) {
    if (item.nullsComeFirst() != item.descending()) {
      throw PgException.unsupported("NULLS FIRST or LAST of row values").at(row.position());
    }
    return row.fields().stream()
        .map(field -> resolver.casts().settle(resolver.resolve(field, scope)))
        .toList();
  }

  static String direction(OrderItem item) {
    return (item.descending() ? " DESC" : " ASC")
        + (item.nullsComeFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  /** The SQL that sorts as PostgreSQL does. */
  String sortKey(Typed value) {
    if (Calls.isEnums(value.type())) {
      throw PgException.unsupported("an order of " + value.type()).at(value.position());
    }
    Equality.requireOrder(value.type(), value.position());
    return key(value);
  }

  /** Whether it is an integer, also in parentheses. */
  private static boolean isNumber(String sql) {
    boolean digits = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '(' && c != ')' && c != '-' && c != '+') {
        return false;
      }
      digits |= digit;
    }
    return digits && NUMBER.matcher(sql).matches();
  }

  /** The SQL that sorts or groups as PostgreSQL does. */
  String key(Typed value) {
    Equality.require(value.type(), value.position());
    return key(value.sql(), value.type());
  }

  String key(String sql, PgType type) {
    RowValues.refuse(type, "an order or a grouping");
    // A number alone would be the position of an output column to SQLite.
    // It folds constant conditions to one before it looks.
    if (isNumber(sql) || (type.equals(BOOL) && !sql.endsWith("`"))) {
      return "CAST(" + sql + " AS INTEGER)";
    }
    if (type.category() == 'E') {
      return resolver.operators().enumKey(sql, type);
    }
    if (Types.isReference(type)) {
      return "pg_" + type.name() + "_oid(" + sql + ")";
    }
    if (isVector(type)) {
      return "pg_" + type.name() + "_key(" + sql + ")";
    }
    // Written out even for SQLite's own order: a cast hands up the collation of the column in it.
    return sql + type.collate();
  }
}
