// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.Notice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names that are longer than the 63 bytes that PostgreSQL keeps. */
final class LongNames {

  private static final int MOST_BYTES = 63;
  private static final int MOST_BYTES_OF_CHARACTER = 3;

  private LongNames() {}

  /** The name without the characters that do not fit wholly. */
  static String cut(String name) {
    if (name.length() * MOST_BYTES_OF_CHARACTER <= MOST_BYTES || bytes(name) <= MOST_BYTES) {
      return name;
    }
    int end = 0;
    int bytes = 0;
    while (end < name.length()) {
      int character = name.codePointAt(end);
      bytes += bytes(Character.toString(character));
      if (bytes > MOST_BYTES) {
        break;
      }
      end += Character.charCount(character);
    }
    return name.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What PostgreSQL's scanner tells of names that it cuts. */
  static List<Notice> notices(List<Token> tokens) {
    List<Notice> notices = List.of();
    for (Token token : tokens) {
      boolean name = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED;
      String kept = name ? cut(token.text()) : token.text();
      if (kept.length() < token.text().length()) {
        notices = notices.isEmpty() ? new ArrayList<>() : notices;
        notices.add(
            Notice.of(
                "42622",
                "identifier \"%s\" will be truncated to \"%s\"".formatted(token.text(), kept)));
      }
    }
    return notices;
  }
}
