// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.jspecify.annotations.Nullable;

/**
 * Texts of {@code regclass} and the like that are OIDs. PostgreSQL takes a text of digits as one,
 * whether there is such an object or not, and {@code -} as 0 ({@code parseNumericOid} in
 * regproc.c).
 */
final class ObjectIds {

  private static final long LAST = (1L << 32) - 1;
  private static final int MOST_DIGITS = 18;
  private static final String UNKNOWN_TYPE = "???";

  private ObjectIds() {}

  /** Shows an OID. */
  interface Name {
    @Nullable Object of(Args a, long oid);
  }

  /** Of a cast. */
  static JavaFunction cast(Name name, JavaFunction byText) {
    return a -> isNumber(a.text(0)) ? name.of(a, checked(a.text(0))) : byText.call(a);
  }

  /** Of a function that gives null for what is not there. */
  static JavaFunction lookup(Name name, JavaFunction byText) {
    return a -> {
      String text = a.text(0);
      if (!isNumber(text)) {
        return byText.call(a);
      }
      return number(text) > LAST ? null : name.of(a, number(text));
    };
  }

  /** What {@code regtype} shows for an OID. */
  static String type(Args a, long oid) {
    String shown = a.session().objects().type(oid, null);
    return shown.equals(UNKNOWN_TYPE) ? String.valueOf(oid) : shown;
  }

  private static boolean isNumber(String text) {
    return text.equals("-")
        || (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static long checked(String text) {
    long number = number(text);
    if (number > LAST) {
      throw new PgException("22003", "value \"" + text + "\" is out of range for type oid");
    }
    return number;
  }

  private static long number(String text) {
    String digits = text.equals("-") ? "0" : text.replaceFirst("^0+(?=.)", "");
    return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
