// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code 'now'}, {@code 'today'} and their like as literals. PostgreSQL reads them once, when it
 * parses a statement; so they are known only in a statement of a client, whose session knows when
 * that was, and refused in defaults, views and functions.
 */
final class ClockLiterals {

  private ClockLiterals() {}

  /** The SQL of such a literal; null for any other text, and where it would be kept. */
  static @Nullable String sql(String text, PgType type, Context context) {
    boolean dated = type.equals(DATE) || type.equals(TIMESTAMP) || type.equals(TIMESTAMPTZ);
    if (!dated && !type.equals(TIME)) {
      return null;
    }
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    // Brackets count for nothing in a date.
    String word = stripped.equals("now()") ? "now" : stripped;
    if (word.equals("now") && !type.equals(DATE)) {
      String now =
          type.equals(TIME) ? "(pg_literal_now() % " + DateTimes.DAY + ")" : "pg_literal_now()";
      return context.readsClock() ? now : null;
    }
    String day =
        switch (word) {
          case "now", "today" -> "pg_literal_today()";
          case "tomorrow" -> "(pg_literal_today() + 1)";
          case "yesterday" -> "(pg_literal_today() - 1)";
          default -> null;
        };
    if (day == null || !dated || !context.readsClock()) {
      return null;
    }
    return type.equals(DATE) ? day : "(" + day + " * " + DateTimes.DAY + ")";
  }
}
