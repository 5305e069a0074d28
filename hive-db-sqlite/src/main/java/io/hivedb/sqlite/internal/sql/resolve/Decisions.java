// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL knows of conditions when it plans: constants, and what they decide. */
final class Decisions {

  /** What is known of a condition; of several, what comes later here is known of all. */
  enum Truth {
    TRUE,
    FALSE,
    NULL,
    /** Rows will tell. */
    UNKNOWN,
    /** Parameters will tell, or it is not seen in SQLite's SQL. */
    OPEN
  }

  private static final Pattern OF_ROW = Pattern.compile("\\b[a-z]\\d*\\.(?!value\\b)");

  private final ConstantValues values;

  Decisions(ConstantValues values) {
    this.values = values;
  }

  /** Of the parts from one to before another. */
  Truth truth(SqlTree group, int from, int to) {
    String text = group.text(from, to);
    if (isOpen(text) || isOfArray(text)) {
      return Truth.OPEN;
    }
    if (isKnown(text)) {
      return constant(text);
    }
    if (to - from == 1) {
      SqlTree only = group.parts().get(from);
      boolean nested = only.isGroup() && !only.isCase() && !only.isQuery();
      return nested ? truth(only, 0, only.parts().size()) : Truth.UNKNOWN;
    }
    return combined(group, from, to);
  }

  /** What compares a constant with the elements of another. */
  private static boolean isOfArray(String text) {
    return text.contains("json_each(") && !OF_ROW.matcher(text).find();
  }

  private Truth constant(String text) {
    if (values.fail(List.of(text))) {
      return Truth.UNKNOWN;
    }
    Object value = values.value(text);
    return value == null
        ? Truth.NULL
        : value instanceof Number number && number.intValue() == 0 ? Truth.FALSE : Truth.TRUE;
  }

  private Truth combined(SqlTree group, int from, int to) {
    for (String word : List.of("OR", "AND")) {
      if (indexOf(group, word, from, to) >= 0) {
        return joined(group, word, from, to);
      }
    }
    if (group.word(from).equals("NOT")) {
      return not(truth(group, from + 1, to));
    }
    int is = indexOf(group, "IS", from, to);
    if (is >= 0) {
      return is(truth(group, from, is), group.text(is, to));
    }
    // An operator has no answer for a null.
    return indexOf(group, "NULL", from, to) >= 0 ? Truth.NULL : Truth.UNKNOWN;
  }

  private Truth joined(SqlTree group, String word, int from, int to) {
    Truth deciding = word.equals("OR") ? Truth.TRUE : Truth.FALSE;
    Truth all = not(deciding);
    int start = from;
    while (start < to) {
      int found = indexOf(group, word, start, to);
      int end = found < 0 ? to : found;
      Truth one = truth(group, start, end);
      if (one == deciding) {
        return deciding;
      }
      all = one.compareTo(all) > 0 ? one : all;
      start = end + 1;
    }
    return all;
  }

  private static int indexOf(SqlTree group, String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (group.word(i).equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static Truth not(Truth truth) {
    return truth == Truth.TRUE ? Truth.FALSE : truth == Truth.FALSE ? Truth.TRUE : truth;
  }

  private static Truth is(Truth truth, String test) {
    if (truth == Truth.UNKNOWN || truth == Truth.OPEN) {
      return truth;
    }
    String wanted = test.substring(test.lastIndexOf(' ') + 1);
    String given = truth == Truth.NULL ? "NULL" : truth == Truth.TRUE ? "1" : "0";
    boolean same = wanted.equals(given);
    return same == !test.startsWith("IS NOT") ? Truth.TRUE : Truth.FALSE;
  }

  /** Whether an argument of coalesce ends the look at the others. */
  boolean isNotNull(String text) {
    @Nullable Object value = isKnown(text) ? values.value(text) : null;
    return isOpen(text) || value != null;
  }

  private boolean isOpen(String text) {
    return !values.areBound() && ConstantText.isOpen(text);
  }

  private boolean isKnown(String text) {
    return ConstantText.is(text) || (values.areBound() && ConstantText.isOpen(text));
  }
}
