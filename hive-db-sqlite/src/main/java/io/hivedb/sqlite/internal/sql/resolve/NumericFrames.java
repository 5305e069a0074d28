// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.NUMERIC;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Window;
import java.math.BigDecimal;
import java.util.List;

/**
 * RANGE with an offset of a numeric key of known scale, such as {@code numeric(10, 2)}. SQLite adds
 * integers only, so that the key and the offset become integers of the last digit.
 */
final class NumericFrames {

  /** So many digits fit into an integer, with an offset added. */
  private static final int MOST_DIGITS = 17;

  private final Resolver resolver;
  private final Window.Frame frame;
  private final OrderItem item;

  NumericFrames(Resolver resolver, Window.Frame frame, OrderItem item) {
    this.resolver = resolver;
    this.frame = frame;
    this.item = item;
  }

  static boolean isOf(Resolver resolver, Window.Frame frame, List<OrderItem> order, Scope scope) {
    boolean offset =
        frame.start().offset() != null || (frame.end() != null && frame.end().offset() != null);
    if (!frame.mode().equals("range") || !offset || order.size() != 1) {
      return false;
    }
    Typed key = resolver.resolve(order.get(0).key(), scope);
    return key.type().equals(NUMERIC) && key.typmod() >= 4 && precision(key) <= MOST_DIGITS;
  }

  private static int precision(Typed key) {
    return (key.typmod() - 4) >> 16;
  }

  /** ORDER BY with the frame. */
  String sql(Scope scope) {
    Typed key = resolver.resolve(item.key(), scope);
    int scale = (key.typmod() - 4) & 0xffff;
    if (scale > precision(key)) {
      throw PgException.unsupported("RANGE with an offset of a key of this scale")
          .at(key.position());
    }
    Window.Bound end = frame.end();
    String start = bound(frame.start(), scale);
    String extent = end == null ? start : "BETWEEN " + start + " AND " + bound(end, scale);
    String exclusion = frame.exclusion().isEmpty() ? "" : " " + frame.exclusion();
    String digits = "CAST(replace(" + key.sql() + ", '.', '') AS INTEGER)";
    return "ORDER BY " + digits + Windows.direction(item) + " RANGE " + extent + exclusion;
  }

  private static String bound(Window.Bound bound, int scale) {
    Expr offset = bound.offset();
    if (offset == null) {
      return bound.text();
    }
    if (!(offset instanceof Expr.NumberLiteral number) || number.text().length() > MOST_DIGITS) {
      throw PgException.unsupported("RANGE with an offset that is no literal")
          .at(offset.position());
    }
    BigDecimal moved = new BigDecimal(number.text()).movePointRight(scale).stripTrailingZeros();
    if (moved.scale() > 0 || moved.precision() - moved.scale() > MOST_DIGITS) {
      throw PgException.unsupported("RANGE with an offset of more digits than its key has")
          .at(offset.position());
    }
    return moved.toBigInteger() + " " + bound.text();
  }
}
