// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.type.Range.Bound;

/** PostgreSQL's order of ranges and of their bounds. */
public final class RangeOrder {

  private RangeOrder() {}

  /** The order of two values of the type of the bounds. */
  public static int values(Object left, Object right) {
    return left instanceof Number a && right instanceof Number b
        ? Long.compare(a.longValue(), b.longValue())
        : Numerics.parse(left.toString()).compareTo(Numerics.parse(right.toString()));
  }

  /** The order of bounds by where they stand, without regard to whether they are inclusive. */
  public static int places(Bound left, Bound right) {
    Object a = left.value();
    Object b = right.value();
    if (a == null && b == null) {
      return left.isLower() == right.isLower() ? 0 : left.isLower() ? -1 : 1;
    }
    if (a == null) {
      return left.isLower() ? -1 : 1;
    }
    if (b == null) {
      return right.isLower() ? 1 : -1;
    }
    return values(a, b);
  }

  /** The order of bounds. */
  public static int bounds(Bound left, Bound right) {
    int places = places(left, right);
    if (places != 0 || left.isInfinite()) {
      return places;
    }
    if (!left.inclusive() && !right.inclusive()) {
      return left.isLower() == right.isLower() ? 0 : left.isLower() ? 1 : -1;
    }
    if (!left.inclusive()) {
      return left.isLower() ? 1 : -1;
    }
    return right.inclusive() ? 0 : right.isLower() ? -1 : 1;
  }

  /** The order of ranges: an empty one comes first. */
  public static int compare(Range left, Range right) {
    Bound low = left.lower();
    Bound otherLow = right.lower();
    Bound high = left.upper();
    Bound otherHigh = right.upper();
    if (low == null || otherLow == null || high == null || otherHigh == null) {
      return Boolean.compare(!left.isEmpty(), !right.isEmpty());
    }
    int order = bounds(low, otherLow);
    return order != 0 ? order : bounds(high, otherHigh);
  }
}
