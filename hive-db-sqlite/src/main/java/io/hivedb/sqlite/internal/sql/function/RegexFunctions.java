// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that look for the matches of a regular expression, one after the other. */
final class RegexFunctions {

  private RegexFunctions() {}

  static void register(Registry registry) {
    registry.optional("regexp_count", INT4, 2, RegexFunctions::count, TEXT, TEXT, INT4, TEXT);
    registry.optional(
        "regexp_substr", TEXT, 2, RegexFunctions::part, TEXT, TEXT, INT4, INT4, TEXT, INT4);
    registry.optional(
        "regexp_instr", INT4, 2, RegexFunctions::place, TEXT, TEXT, INT4, INT4, INT4, TEXT, INT4);
    registry.optional(
        "regexp_replace", TEXT, 4, RegexFunctions::replace, TEXT, TEXT, TEXT, INT4, INT4, TEXT);
  }

  /** All matches, or with no flag g the first, as a JSON array of arrays. */
  static String matches(Args a) {
    String flags = a.size() > 2 ? a.text(2) : "";
    RegexSearch search = Regex.of(a.text(1), flags).search(a.text(0), true);
    List<@Nullable Object> found = new ArrayList<>();
    while (search.find()) {
      found.add(PgArrays.text(search.captured()));
      if (flags.indexOf('g') < 0) {
        break;
      }
    }
    return Json.text(found);
  }

  private static int number(Args a, int index, int absent, int least, String name) {
    int value = a.size() > index ? a.small(index) : absent;
    if (value < least) {
      throw new PgException("22023", "invalid value for parameter \"" + name + "\": " + value);
    }
    return value;
  }

  /** A search that begins at a character of the text, which counts from one. */
  private static RegexSearch search(Args a, int start, String flags, boolean captures) {
    String text = a.text(0);
    RegexSearch search = Regex.of(a.text(1), flags).search(text, captures);
    int length = text.codePointCount(0, text.length());
    return search.from(
        start - 1 > length ? text.length() + 1 : text.offsetByCodePoints(0, start - 1));
  }

  private static int count(Args a) {
    int start = number(a, 2, 1, 1, "start");
    RegexSearch search = search(a, start, PatternFunctions.flags(a, 3, "regexp_count"), false);
    int count = 0;
    while (search.find()) {
      count++;
    }
    return count;
  }

  private static boolean find(RegexSearch search, int number) {
    for (int i = 0; i < number; i++) {
      if (!search.find()) {
        return false;
      }
    }
    return true;
  }

  /** Without groups the first one is the whole match to PostgreSQL. */
  private static int group(RegexSearch search, int asked) {
    return asked == 1 && search.groups() == 0 ? 0 : asked;
  }

  private static @Nullable String part(Args a) {
    int start = number(a, 2, 1, 1, "start");
    int number = number(a, 3, 1, 1, "n");
    String flags = PatternFunctions.flags(a, 4, "regexp_substr");
    int asked = number(a, 5, 0, 0, "subexpr");
    RegexSearch search = search(a, start, flags, asked > 0);
    return find(search, number) ? search.group(group(search, asked)) : null;
  }

  private static int place(Args a) {
    int start = number(a, 2, 1, 1, "start");
    int number = number(a, 3, 1, 1, "n");
    int end = number(a, 4, 0, 0, "endoption");
    if (end > 1) {
      throw new PgException("22023", "invalid value for parameter \"endoption\": " + end);
    }
    String flags = PatternFunctions.flags(a, 5, "regexp_instr");
    int asked = number(a, 6, 0, 0, "subexpr");
    RegexSearch search = search(a, start, flags, asked > 0);
    if (!find(search, number)) {
      return 0;
    }
    int at = search.place(group(search, asked), end == 1);
    return at < 0 ? 0 : a.text(0).codePointCount(0, at) + 1;
  }

  private static String replace(Args a) {
    int start = number(a, 3, 1, 1, "start");
    String flags = a.size() > 5 ? a.text(5) : "";
    int number = number(a, 4, 1, 0, "n");
    String replacement = a.text(2);
    boolean captures = replacement.matches("(?s).*\\\\[1-9].*");
    RegexSearch search = search(a, start, flags, captures);
    return PatternFunctions.replaced(a.text(0), search, replacement, number);
  }
}
