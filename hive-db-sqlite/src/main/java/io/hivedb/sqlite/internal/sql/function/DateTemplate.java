// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The patterns of to_char for dates, as PostgreSQL cuts a template into them. */
final class DateTemplate {

  /** Numeric ones and their like, which stand in upper or lower case. */
  private static final List<String> PLAIN =
      List.of(
          "Y,YYY", "SSSSS", "IYYY", "IDDD", "YYYY", "HH24", "HH12", "SSSS", "A.M.", "P.M.", "A.D.",
          "B.C.", "IYY", "YYY", "DDD", "TZH", "TZM", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "IW",
          "ID", "IY", "YY", "MM", "DD", "HH", "MI", "MS", "SS", "US", "WW", "CC", "TZ", "OF", "RM",
          "AM", "PM", "AD", "BC", "I", "J", "Q", "W", "Y", "D");

  /** Names, where the case of the pattern is that of the name. */
  private static final List<String> NAMES =
      List.of(
          "MONTH", "Month", "month", "MON", "Mon", "mon", "DAY", "Day", "day", "DY", "Dy", "dy");

  /**
   * A piece of a template.
   *
   * @param text the pattern, in upper case unless it is a name, or a text that is copied
   * @param pattern whether it is a pattern
   * @param lower whether the pattern was in lower case
   * @param fill whether FM stood before it
   * @param ordinal TH or th, or nothing
   */
  record Piece(String text, boolean pattern, boolean lower, boolean fill, String ordinal) {}

  private DateTemplate() {}

  static List<Piece> pieces(String template) {
    if (template.indexOf('\\') >= 0) {
      throw unsupported(template);
    }
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      if (template.charAt(at) == '"') {
        int end = template.indexOf('"', at + 1);
        end = end < 0 ? template.length() : end;
        pieces.add(literal(template.substring(at + 1, end)));
        at = Math.min(end + 1, template.length());
        continue;
      }
      boolean fill = template.startsWith("FM", at) || template.startsWith("fm", at);
      at += fill ? 2 : 0;
      if (at < template.length() && template.charAt(at) != '"') {
        Piece piece = piece(template, at, fill);
        pieces.add(piece);
        at += piece.text().length() + piece.ordinal().length();
      }
    }
    return pieces;
  }

  static PgException unsupported(String template) {
    return PgException.unsupported("the to_char pattern \"" + template + "\"");
  }

  private static Piece literal(String text) {
    return new Piece(text, false, false, false, "");
  }

  private static Piece piece(String template, int at, boolean fill) {
    for (String prefix : List.of("FX", "fx", "TM", "tm")) {
      if (template.startsWith(prefix, at)) {
        throw unsupported(template);
      }
    }
    for (String name : NAMES) {
      if (template.startsWith(name, at)) {
        return pattern(template, at, name, false, fill);
      }
    }
    for (String plain : PLAIN) {
      boolean upper = template.startsWith(plain, at);
      if (upper || template.startsWith(plain.toLowerCase(Locale.ROOT), at)) {
        return pattern(template, at, plain, !upper, fill);
      }
    }
    return literal(template.substring(at, template.offsetByCodePoints(at, 1)));
  }

  private static Piece pattern(String template, int at, String text, boolean lower, boolean fill) {
    int end = at + text.length();
    String ordinal =
        template.startsWith("TH", end) ? "TH" : template.startsWith("th", end) ? "th" : "";
    if (template.startsWith("SP", end) || template.startsWith("sp", end)) {
      throw unsupported(template);
    }
    boolean number = !NAMES.contains(text) && !List.of("TZ", "OF", "RM").contains(text);
    if (!ordinal.isEmpty() && (!number || text.indexOf('.') >= 0 || text.matches("[AP]M|AD|BC"))) {
      throw unsupported(template);
    }
    return new Piece(text, true, lower, fill, ordinal);
  }
}
