// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.jspecify.annotations.Nullable;

/**
 * A range of stored values in PostgreSQL's canonical form: one of whole numbers or days includes
 * its lower bound and excludes the upper one.
 *
 * @param element the type of the bounds
 * @param lower the lower bound; {@code null} in an empty range
 * @param upper the upper bound; {@code null} in an empty range
 */
public record Range(PgType element, @Nullable Bound lower, @Nullable Bound upper) {

  /**
   * An end of a range.
   *
   * @param value the value; {@code null} for none
   * @param inclusive whether the value belongs to the range
   * @param isLower whether it is the lower end
   */
  public record Bound(@Nullable Object value, boolean inclusive, boolean isLower) {

    /** Whether the range has no end here. */
    public boolean isInfinite() {
      return value == null;
    }
  }

  /** A range without values. */
  public static Range empty(PgType element) {
    return new Range(element, null, null);
  }

  /** The range between two bounds; fails where they are in the wrong order. */
  public static Range of(PgType element, Bound lower, Bound upper) {
    Range plain = checked(element, lower, upper);
    boolean discrete = element.storage() == Storage.INTEGER && element.category() == 'N';
    if (plain.isEmpty() || (!discrete && !element.equals(Types.DATE))) {
      return plain;
    }
    return checked(element, canonical(element, lower), canonical(element, upper));
  }

  private static Range checked(PgType element, Bound lower, Bound upper) {
    Object from = lower.value();
    Object to = upper.value();
    Bound low = new Bound(from, from != null && lower.inclusive(), true);
    Bound high = new Bound(to, to != null && upper.inclusive(), false);
    if (from != null && to != null) {
      int order = RangeOrder.values(from, to);
      if (order > 0) {
        throw new PgException(
            "22000", "range lower bound must be less than or equal to range upper bound");
      }
      if (order == 0 && !(low.inclusive() && high.inclusive())) {
        return empty(element);
      }
    }
    return new Range(element, low, high);
  }

  private static Bound canonical(PgType element, Bound bound) {
    if (!(bound.value() instanceof Long value) || bound.inclusive() == bound.isLower()) {
      return bound;
    }
    boolean date = element.equals(Types.DATE);
    if (date && DateTimes.isInfinite(value)) {
      return bound;
    }
    long most = element.equals(Types.INT4) ? Integer.MAX_VALUE : Long.MAX_VALUE;
    if (date && value + 1 >= DateTimeLimits.MOST_DATE) {
      throw new PgException("22008", "date out of range");
    }
    if (value >= most) {
      throw new PgException("22003", element.sqlName() + " out of range");
    }
    return new Bound(value + 1, bound.isLower(), bound.isLower());
  }

  /** Whether it has no values. */
  public boolean isEmpty() {
    return lower == null;
  }

  /** PostgreSQL's text form, which is also how it is stored. */
  public String text() {
    if (lower == null || upper == null) {
      return "empty";
    }
    return (lower.inclusive() ? "[" : "(")
        + bound(lower)
        + ","
        + bound(upper)
        + (upper.inclusive() ? "]" : ")");
  }

  private String bound(Bound bound) {
    if (bound.value() == null) {
      return "";
    }
    String text = element.text(bound.value());
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .noneMatch(c -> "\"\\()[],".indexOf(c) >= 0 || Character.isWhitespace(c));
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\"\"") + '"';
  }
}
