// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code INTERVAL '1-2' YEAR TO MONTH}: what a literal means with fields, as the text of an
 * interval that needs none. Spellings beyond the usual ones are refused.
 */
final class IntervalFields {

  private static final Set<String> FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private static final Pattern NUMBER = Pattern.compile("([+-]?\\d{1,9})(\\.\\d+)?");
  private static final String CLOCK = "(\\d{1,4}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d+)?)?)";

  /** The spellings of each pair of fields, and what the groups become. */
  private static final Map<String, Map<Pattern, String>> PAIRS =
      Map.of(
          "year to month",
          Map.of(Pattern.compile("(\\d{1,9})-(\\d|1[01])"), "$1 years $2 months"),
          "day to hour",
          Map.of(Pattern.compile("(\\d{1,9}) (\\d{1,4})"), "$1 days $2 hours"),
          "day to minute",
          Map.of(Pattern.compile("(\\d{1,9}) (\\d{1,4}:\\d{1,2})"), "$1 days $2"),
          "day to second",
          Map.of(Pattern.compile("(\\d{1,9}) " + CLOCK), "$1 days $2"),
          "hour to minute",
          Map.of(Pattern.compile("(\\d{1,4}:\\d{1,2})"), "$1"),
          "hour to second",
          Map.of(Pattern.compile(CLOCK), "$1"),
          "minute to second",
          Map.of(Pattern.compile("(\\d{1,2}):(\\d{1,2}(?:\\.\\d+)?)"), "$1 minutes $2 seconds"));

  private IntervalFields() {}

  private static boolean isField(Token token) {
    return token.kind() == Token.Kind.WORD && FIELDS.contains(token.text());
  }

  /** The literal without its fields, if any follow. */
  static String read(Tokens tokens, String literal) {
    if (!isField(tokens.current())) {
      return literal;
    }
    String fields = tokens.next().text();
    if (tokens.is("to") && isField(tokens.ahead(1))) {
      tokens.next();
      fields += " to " + tokens.next().text();
    }
    if (tokens.isSymbol("(")) {
      throw tokens.unsupported("INTERVAL with a precision");
    }
    String text = literal.strip();
    String meant = fields.contains(" to ") ? pair(fields, text) : single(fields, text);
    if (meant.isEmpty()) {
      throw tokens.unsupported("INTERVAL with fields of this spelling");
    }
    return meant;
  }

  private static String pair(String fields, String text) {
    for (Map.Entry<Pattern, String> form : PAIRS.getOrDefault(fields, Map.of()).entrySet()) {
      Matcher matcher = form.getKey().matcher(text);
      if (matcher.matches()) {
        return matcher.replaceFirst(form.getValue());
      }
    }
    return "";
  }

  /** Fractions of a field are cut off, those of seconds are not. */
  private static String single(String field, String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return "";
    }
    boolean fraction = number.group(2) != null;
    boolean kept = List.of("second").contains(field);
    return (fraction && kept ? text : number.group(1)) + " " + field;
  }
}
