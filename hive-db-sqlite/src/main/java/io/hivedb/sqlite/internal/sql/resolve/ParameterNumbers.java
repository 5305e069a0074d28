// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds {@code ?1}, {@code ?2} and so on in SQL that was written here. */
final class ParameterNumbers {

  private ParameterNumbers() {}

  /** The numbers, ascending, each once; what stands in quotes is none. */
  static List<Integer> in(String sql) {
    int at = next(sql, 0);
    if (at < 0) {
      return List.of();
    }
    List<Integer> numbers = new ArrayList<>();
    for (; at >= 0; at = next(sql, at + 1)) {
      Integer number = number(sql, at + 1);
      if (number != null && !numbers.contains(number)) {
        numbers.add(number);
      }
    }
    Collections.sort(numbers);
    return List.copyOf(numbers);
  }

  /** The next question mark outside of quotes; a doubled quote begins what it ended. */
  private static int next(String sql, int from) {
    int at = from;
    while (at >= 0 && at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '?') {
        return at;
      }
      at = c == '\'' || c == '`' ? after(sql.indexOf(c, at + 1)) : at + 1;
    }
    return -1;
  }

  private static int after(int quote) {
    return quote < 0 ? -1 : quote + 1;
  }

  private static @Nullable Integer number(String sql, int from) {
    int end = from;
    while (end < sql.length() && sql.charAt(end) >= '0' && sql.charAt(end) <= '9') {
      end++;
    }
    return end == from ? null : Integer.valueOf(sql.substring(from, end));
  }
}
