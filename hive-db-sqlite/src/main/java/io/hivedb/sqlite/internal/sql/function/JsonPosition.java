// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Positions in arrays as paths have them: texts that C's strtol reads (jsonfuncs.c). */
final class JsonPosition {

  private static final Pattern FORM = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]+)");

  private JsonPosition() {}

  /** The number; null if it is none, or too large for an int. */
  static @Nullable Integer parse(String step) {
    Matcher matcher = FORM.matcher(step);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return Integer.valueOf(matcher.group(1));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * The same where it has to be one.
   *
   * @param depth how many steps of the path come before it
   */
  static int require(String step, int depth) {
    Integer position = parse(step);
    if (position == null) {
      throw new PgException(
          "22P02",
          "path element at position " + (depth + 1) + " is not an integer: \"" + step + "\"");
    }
    return position;
  }
}
