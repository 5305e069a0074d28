// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Range;
import io.hivedb.sqlite.internal.sql.type.Range.Bound;
import io.hivedb.sqlite.internal.sql.type.RangeOrder;
import java.util.Objects;

/** What two ranges have to do with each other. */
final class RangeSets {

  private RangeSets() {}

  private static Bound lower(Range range) {
    return Objects.requireNonNull(range.lower());
  }

  private static Bound upper(Range range) {
    return Objects.requireNonNull(range.upper());
  }

  private static boolean anyEmpty(Range left, Range right) {
    return left.isEmpty() || right.isEmpty();
  }

  static boolean containsValue(Range range, Object value) {
    if (range.isEmpty()) {
      return false;
    }
    Object low = lower(range).value();
    Object high = upper(range).value();
    int fromLow = low == null ? 1 : RangeOrder.values(value, low);
    int toHigh = high == null ? 1 : RangeOrder.values(high, value);
    return (fromLow > 0 || (fromLow == 0 && lower(range).inclusive()))
        && (toHigh > 0 || (toHigh == 0 && upper(range).inclusive()));
  }

  static boolean contains(Range left, Range right) {
    return right.isEmpty()
        || (!left.isEmpty()
            && RangeOrder.bounds(lower(left), lower(right)) <= 0
            && RangeOrder.bounds(upper(left), upper(right)) >= 0);
  }

  static boolean overlaps(Range left, Range right) {
    return !anyEmpty(left, right)
        && RangeOrder.bounds(lower(left), upper(right)) <= 0
        && RangeOrder.bounds(lower(right), upper(left)) <= 0;
  }

  static boolean before(Range left, Range right) {
    return !anyEmpty(left, right) && RangeOrder.bounds(upper(left), lower(right)) < 0;
  }

  static boolean noFurtherRight(Range left, Range right) {
    return !anyEmpty(left, right) && RangeOrder.bounds(upper(left), upper(right)) <= 0;
  }

  static boolean noFurtherLeft(Range left, Range right) {
    return !anyEmpty(left, right) && RangeOrder.bounds(lower(left), lower(right)) >= 0;
  }

  static boolean adjacent(Range left, Range right) {
    return !anyEmpty(left, right)
        && (touch(upper(left), lower(right)) || touch(upper(right), lower(left)));
  }

  private static boolean touch(Bound upper, Bound lower) {
    return RangeOrder.places(upper, lower) == 0 && upper.inclusive() != lower.inclusive();
  }

  /** The smallest range with both; a gap between them is an error unless it may be filled. */
  static Range union(Range left, Range right, boolean fills) {
    if (anyEmpty(left, right)) {
      return left.isEmpty() ? right : left;
    }
    if (!fills && !overlaps(left, right) && !adjacent(left, right)) {
      throw new PgException("22000", "result of range union would not be contiguous");
    }
    boolean lowest = RangeOrder.bounds(lower(left), lower(right)) < 0;
    boolean highest = RangeOrder.bounds(upper(left), upper(right)) > 0;
    return Range.of(
        left.element(), lowest ? lower(left) : lower(right), highest ? upper(left) : upper(right));
  }

  static Range intersection(Range left, Range right) {
    if (!overlaps(left, right)) {
      return Range.empty(left.element());
    }
    boolean highest = RangeOrder.bounds(lower(left), lower(right)) >= 0;
    boolean lowest = RangeOrder.bounds(upper(left), upper(right)) <= 0;
    return Range.of(
        left.element(), highest ? lower(left) : lower(right), lowest ? upper(left) : upper(right));
  }

  static Range difference(Range left, Range right) {
    if (!overlaps(left, right)) {
      return left;
    }
    PgType element = left.element();
    int low = RangeOrder.bounds(lower(left), lower(right));
    int high = RangeOrder.bounds(upper(left), upper(right));
    if (low < 0 && high > 0) {
      throw new PgException("22000", "result of range difference would not be contiguous");
    }
    if (low >= 0 && high <= 0) {
      return Range.empty(element);
    }
    return low < 0
        ? Range.of(element, lower(left), turned(lower(right)))
        : Range.of(element, turned(upper(right)), upper(left));
  }

  private static Bound turned(Bound bound) {
    return new Bound(bound.value(), !bound.inclusive(), !bound.isLower());
  }
}
