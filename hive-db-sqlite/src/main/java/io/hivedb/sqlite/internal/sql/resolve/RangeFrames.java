// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Window;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RANGE frames over dates and timestamps with intervals: both become microseconds. */
final class RangeFrames {

  private final Resolver resolver;
  private final Window.Frame frame;
  private final OrderItem item;

  RangeFrames(Resolver resolver, Window.Frame frame, OrderItem item) {
    this.resolver = resolver;
    this.frame = frame;
    this.item = item;
  }

  static boolean isOfTime(
      Resolver resolver, Window.Frame frame, List<OrderItem> order, Scope scope) {
    boolean offset =
        frame.start().offset() != null || (frame.end() != null && frame.end().offset() != null);
    if (!frame.mode().equals("range") || !offset || order.size() != 1) {
      return false;
    }
    PgType key = resolver.resolve(order.get(0).key(), scope).type();
    return key.equals(DATE) || key.equals(TIMESTAMP) || key.equals(TIMESTAMPTZ);
  }

  /** The key of the order in microseconds. */
  String key(Scope scope) {
    Typed key = resolver.casts().settle(resolver.resolve(item.key(), scope));
    return key.type().equals(DATE) ? "pg_midnight(" + key.sql() + ")" : key.sql();
  }

  /** The offset of the start, if it has months. */
  @Nullable String months(Scope scope) {
    Expr offset = frame.start().offset();
    Interval interval = offset == null ? null : Interval.parse(literal(offset, scope));
    if (offset == null || interval == null || interval.months() == 0) {
      return null;
    }
    if (interval.months() < 0 || interval.days() < 0 || interval.micros() < 0) {
      throw PgException.unsupported("RANGE with a mixed offset").at(offset.position());
    }
    return interval.toString();
  }

  /** ORDER BY with the frame. */
  String sql(Scope scope) {
    String micros = key(scope);
    Window.Bound end = frame.end();
    String extent =
        end == null
            ? bound(frame.start(), scope)
            : "BETWEEN " + bound(frame.start(), scope) + " AND " + bound(end, scope);
    String exclusion = frame.exclusion().isEmpty() ? "" : " " + frame.exclusion();
    return "ORDER BY " + micros + Windows.direction(item) + " RANGE " + extent + exclusion;
  }

  private String bound(Window.Bound bound, Scope scope) {
    Expr offset = bound.offset();
    if (offset == null) {
      return bound.text();
    }
    Interval interval = Interval.parse(literal(offset, scope));
    if (interval.months() != 0) {
      throw PgException.unsupported("RANGE with an offset of months").at(offset.position());
    }
    long micros =
        Math.addExact(Math.multiplyExact((long) interval.days(), DateTimes.DAY), interval.micros());
    if (micros < 0) {
      throw new PgException("22013", "invalid preceding or following size in window function")
          .at(offset.position());
    }
    return micros + " " + bound.text();
  }

  private String literal(Expr offset, Scope scope) {
    Typed value = resolver.resolve(offset, scope);
    @Nullable String text = value.literal();
    if (text == null && offset instanceof Expr.Cast cast && value.type().equals(INTERVAL)) {
      text = resolver.resolve(cast.operand(), scope).literal();
    }
    if (text == null) {
      throw PgException.unsupported("RANGE with an offset that is no literal")
          .at(offset.position());
    }
    return text;
  }
}
