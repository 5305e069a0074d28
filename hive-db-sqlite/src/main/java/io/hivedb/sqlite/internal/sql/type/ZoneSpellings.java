// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps with the full name of a zone, as {@code 2024-07-01 12:00 Europe/Berlin}, or with an
 * abbreviation of one.
 */
final class ZoneSpellings {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.]\\d+)?)?)?)"
              + "\\s+([A-Za-z_]+(?:/[A-Za-z_]+)+)");

  private static final Pattern SHORT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.]\\d+)?)?)?)\\s*([A-Za-z]{2,6})");

  private ZoneSpellings() {}

  /** The stored form; null where the text names no zone so. Without a zone the name is dropped. */
  static @Nullable Long read(String text, boolean zoned) {
    if (text.indexOf('/') < 0) {
      return abbreviated(text, zoned);
    }
    Matcher fields = FORM.matcher(text.strip());
    if (!fields.matches()) {
      return null;
    }
    long local = local(fields.group(1));
    long stamp = TimeZones.here(fields.group(2).toLowerCase(Locale.ROOT), local);
    return zoned ? stamp : local;
  }

  private static @Nullable Long abbreviated(String text, boolean zoned) {
    String stripped = text.strip();
    boolean lettered =
        !stripped.isEmpty() && Character.isLetter(stripped.charAt(stripped.length() - 1));
    Matcher fields = lettered ? SHORT.matcher(stripped) : null;
    Integer minutes =
        fields != null && fields.matches() ? ZoneAbbreviations.minutes(fields.group(2)) : null;
    if (fields == null || minutes == null) {
      return null;
    }
    long local = local(fields.group(1));
    return zoned ? local - minutes * 60_000_000L : local;
  }

  /** The error of a wrong date would show a part of the text alone. */
  private static long local(String text) {
    try {
      return DateTimes.parseTimestamp(text, false);
    } catch (PgException e) {
      throw PgException.unsupported("this spelling of a timestamp");
    }
  }
}
