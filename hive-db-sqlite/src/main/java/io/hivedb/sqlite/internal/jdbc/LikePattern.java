// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The patterns of metadata queries: {@code %}, {@code _}, and a backslash to escape them. */
final class LikePattern {

  private final @Nullable Pattern pattern;

  /** A null pattern matches all. */
  LikePattern(@Nullable String like) {
    this.pattern = like == null ? null : Pattern.compile(regex(like), Pattern.DOTALL);
  }

  boolean matches(String name) {
    return pattern == null || pattern.matcher(name).matches();
  }

  private static String regex(String like) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        boolean escaped = c == '\\' && i + 1 < like.length();
        regex.append(Pattern.quote(String.valueOf(escaped ? like.charAt(++i) : c)));
      }
    }
    return regex.toString();
  }
}
