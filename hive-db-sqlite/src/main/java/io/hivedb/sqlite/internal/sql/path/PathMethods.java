// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of items, such as {@code .size()}. */
final class PathMethods {

  private PathMethods() {}

  static Object call(String name, @Nullable Object item, PathRun run, PathHost host) {
    return switch (name) {
      case "type" -> PathConditions.typeOf(item);
      case "size" -> size(item, run);
      case "abs" -> number(name, item).abs();
      case "floor" -> number(name, item).setScale(0, RoundingMode.FLOOR);
      case "ceiling" -> number(name, item).setScale(0, RoundingMode.CEILING);
      case "double" -> floating(item, host);
      default -> converted(name, item);
    };
  }

  private static BigDecimal size(@Nullable Object item, PathRun run) {
    if (item instanceof List<?> list) {
      return BigDecimal.valueOf(list.size());
    }
    if (!run.lax() && !run.ignoresStructure()) {
      throw new PathError("22039", "jsonpath item method .size() can only be applied to an array");
    }
    return BigDecimal.ONE;
  }

  private static BigDecimal number(String name, @Nullable Object item) {
    if (item instanceof BigDecimal number) {
      return number;
    }
    throw new PathError(
        "22036", "jsonpath item method ." + name + "() can only be applied to a numeric value");
  }

  private static BigDecimal floating(@Nullable Object item, PathHost host) {
    if (item instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
      return number;
    }
    if (item instanceof String text && text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?")) {
      return host.ofDouble(text);
    }
    if (item instanceof String text
        && text.matches("[a-zA-Z ]*")
        && !text.matches("(?i).*(nan|inf).*")) {
      throw new PathError(
          "22036",
          "argument \""
              + text
              + "\" of jsonpath item method .double() is invalid for type double precision");
    }
    if (item instanceof String || item instanceof BigDecimal) {
      throw PgException.unsupported("the method .double() of this value");
    }
    throw new PathError(
        "22036", "jsonpath item method .double() can only be applied to a string or numeric value");
  }

  private static BigDecimal converted(String name, @Nullable Object item) {
    boolean plain =
        item instanceof BigDecimal || (item instanceof String s && s.matches("-?\\d{1,9}"));
    if (!plain) {
      if (!(item instanceof String)) {
        throw new PathError(
            "22036",
            "jsonpath item method ."
                + name
                + "() can only be applied to a string or numeric value");
      }
      throw PgException.unsupported("the method ." + name + "() of this text");
    }
    BigDecimal number = item instanceof BigDecimal n ? n : new BigDecimal(String.valueOf(item));
    if (name.equals("number")) {
      return number;
    }
    BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
    int bits = name.equals("integer") ? 31 : 63;
    if (whole.toBigInteger().bitLength() > bits) {
      throw PgException.unsupported("the method ." + name + "() of so large a number");
    }
    return whole;
  }
}
