// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that look for the matches of a regular expression, one after the other. */
final class RegexFunctions {

  private RegexFunctions() {}

  static void register(Registry registry) {
    registry.optional("regexp_count", INT4, 2, RegexFunctions::count, TEXT, TEXT);
    registry.scalar(
        "regexp_substr",
        TEXT,
        a -> {
          RegexSearch search = Regex.of(a.text(1), "").search(a.text(0), false);
          return search.find() ? a.text(0).substring(search.start(), search.end()) : null;
        },
        TEXT,
        TEXT);
    registry.scalar(
        "regexp_instr",
        INT4,
        a -> {
          RegexSearch search = Regex.of(a.text(1), "").search(a.text(0), false);
          return search.find() ? a.text(0).codePointCount(0, search.start()) + 1 : 0;
        },
        TEXT,
        TEXT);
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

  private static int count(Args a) {
    RegexSearch search = Regex.of(a.text(1), "").search(a.text(0), false);
    int count = 0;
    while (search.find()) {
      count++;
    }
    return count;
  }
}
