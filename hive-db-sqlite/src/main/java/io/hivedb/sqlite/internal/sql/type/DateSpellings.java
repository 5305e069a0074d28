// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates with names of months or slashes, as PostgreSQL reads them with its DateStyle MDY. */
final class DateSpellings {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String WEEKDAY =
      "(?:(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
          + "|sat(?:urday)?|sun(?:day)?),?\\s+)?";

  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

  private static final String REST = "((?:\\s.*)?)";
  private static final String DAY = "(\\d{1,2})";
  private static final String YEAR = "(\\d{4})";

  /** How the parts are written, and at which place year, month and day stand. */
  private record Form(Pattern pattern, int year, int month, int day) {

    static Form of(String pattern, int year, int month, int day) {
      return new Form(
          Pattern.compile(WEEKDAY + pattern + REST, Pattern.CASE_INSENSITIVE), year, month, day);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          Form.of(MONTH + "\\s+" + DAY + ",?\\s+" + YEAR, 3, 1, 2),
          Form.of(MONTH + "-" + DAY + "-" + YEAR, 3, 1, 2),
          Form.of(DAY + "\\s+" + MONTH + ",?\\s+" + YEAR, 3, 2, 1),
          Form.of(DAY + "-" + MONTH + "-" + YEAR, 3, 2, 1),
          Form.of(YEAR + "-" + MONTH + "-" + DAY, 1, 2, 3),
          Form.of(YEAR + "/" + DAY + "/" + DAY, 1, 2, 3),
          Form.of(YEAR + "\\." + DAY + "\\." + DAY, 1, 2, 3),
          Form.of(DAY + "/" + DAY + "/" + YEAR, 3, 1, 2),
          Form.of(DAY + "-" + DAY + "-" + YEAR, 3, 1, 2));

  private DateSpellings() {}

  /** The text with its date in ISO's form; null where it is none of these. */
  static @Nullable String iso(String text) {
    for (Form form : FORMS) {
      Matcher fields = form.pattern.matcher(text.strip());
      if (fields.matches()) {
        return String.format(
            Locale.ROOT,
            "%s-%02d-%02d%s",
            fields.group(form.year),
            month(fields.group(form.month)),
            Integer.parseInt(fields.group(form.day)),
            fields.group(4));
      }
    }
    return null;
  }

  private static int month(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }
}
