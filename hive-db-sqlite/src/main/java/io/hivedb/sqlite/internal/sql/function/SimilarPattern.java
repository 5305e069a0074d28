// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patterns of SIMILAR TO, and SUBSTRING with them, as PostgreSQL makes regular expressions. */
final class SimilarPattern {

  private SimilarPattern() {}

  static boolean matches(String text, String pattern) {
    return whole(parts(pattern, "\\").get(0)).finds(text);
  }

  /** The part between two separators: what is before it is the shortest, it is the longest. */
  static @Nullable String substring(String text, String pattern, String escape) {
    List<String> parts = parts(pattern, escape);
    if (parts.size() == 1) {
      return whole(parts.get(0)).finds(text) ? text : null;
    }
    Regex before = whole(parts.get(0));
    Regex middle = whole(parts.get(1));
    Regex after = whole(parts.size() > 2 ? parts.get(2) : "");
    for (int start = 0; start <= text.length(); start++) {
      if (!before.finds(text.substring(0, start))) {
        continue;
      }
      for (int end = text.length(); end >= start; end--) {
        if (middle.finds(text.substring(start, end)) && after.finds(text.substring(end))) {
          return text.substring(start, end);
        }
      }
    }
    return null;
  }

  private static Regex whole(String part) {
    return Regex.of("^(?:" + part + ")$", "");
  }

  private static List<String> parts(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new PgException("22025", "invalid escape string")
          .hint("Escape string must be empty or one character.");
    }
    List<String> parts = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    int[] all = pattern.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      int c = all[i];
      boolean escapes = !escape.isEmpty() && c == escape.codePointAt(0);
      if (escapes && i + 1 == all.length) {
        // PostgreSQL drops an escape that nothing follows.
        break;
      }
      if (escapes && all[i + 1] == '"' && !inClass) {
        parts.add(regex.toString());
        regex.setLength(0);
        i++;
      } else if (escapes) {
        regex.append('\\').appendCodePoint(all[++i]);
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c == '\\' ? "\\\\" : Character.toString(c));
      } else {
        inClass = c == '[';
        regex.append(outside(c));
      }
    }
    parts.add(regex.toString());
    if (parts.size() > 3) {
      throw new PgException(
          "2200C",
          "SQL regular expression may not contain more than two escape-double-quote separators");
    }
    return parts;
  }

  private static String outside(int c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      case '(' -> "(?:";
      case '^', '$', '.', '\\' -> "\\" + (char) c;
      default -> Character.toString(c);
    };
  }
}
