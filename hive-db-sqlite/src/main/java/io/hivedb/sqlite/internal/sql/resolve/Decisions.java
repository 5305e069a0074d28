// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import java.util.List;
import java.util.Set;
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

  private static final Set<String> ENDS = Set.of("WHEN", "ELSE");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** Parts of a group, from one to before another. */
  record Slice(int from, int to) {}

  private static final Pattern OF_ROW = Pattern.compile("\\b[a-z]\\d*\\.(?!value\\b)");

  private final ConstantValues values;

  private final List<String> unfolded;

  /** With what is no constant when PostgreSQL plans, though its parts are. */
  Decisions(ConstantValues values, List<String> unfolded) {
    this.values = values;
    this.unfolded = unfolded;
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
      return truth(group.parts().get(from));
    }
    return combined(group, from, to);
  }

  private Truth truth(SqlTree only) {
    if (only.isCase()) {
      Slice chosen = chosen(only);
      return chosen == null ? Truth.UNKNOWN : truth(only, chosen.from(), chosen.to());
    }
    boolean nested = only.isGroup() && !only.isQuery();
    return nested ? truth(only, 0, only.parts().size()) : Truth.UNKNOWN;
  }

  /** The only branch of a CASE that its conditions leave; null where rows tell. */
  @Nullable Slice chosen(SqlTree choice) {
    int at = choice.word(0).equals("WHEN") ? 0 : choice.parts().size();
    while (choice.word(at).equals("WHEN")) {
      int then = indexOf(choice, "THEN", at, choice.parts().size());
      int end = then + 1;
      while (end < choice.parts().size() && !ENDS.contains(choice.word(end))) {
        end++;
      }
      Truth condition = truth(choice, at + 1, then);
      if (condition == Truth.TRUE) {
        return new Slice(then + 1, end);
      }
      at = condition == Truth.FALSE || condition == Truth.NULL ? end : choice.parts().size();
    }
    return choice.word(at).equals("ELSE") ? new Slice(at + 1, choice.parts().size()) : null;
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
    boolean none = indexOf(group, "NULL", from, to) >= 0 || comparesNull(group, from, to);
    return none ? Truth.NULL : Truth.UNKNOWN;
  }

  private boolean comparesNull(SqlTree group, int from, int to) {
    int at = from;
    while (at < to && !COMPARISONS.contains(group.word(at))) {
      at++;
    }
    return at < to && (isNull(group, from, at) || isNull(group, at + 1, to));
  }

  /** Whether parts are a constant that is null. */
  boolean isNull(SqlTree group, int from, int to) {
    return isNull(reduced(group, from, to));
  }

  /** Whether parts are a constant that is not null. */
  boolean isValue(SqlTree group, int from, int to) {
    String text = reduced(group, from, to);
    return isKnown(text) && values.value(text) != null;
  }

  private boolean isNull(String text) {
    return isKnown(text) && !values.fail(List.of(text)) && values.value(text) == null;
  }

  /** What a CASE and parentheses leave. */
  private String reduced(SqlTree group, int from, int to) {
    SqlTree only = to - from == 1 ? group.parts().get(from) : null;
    if (only == null || !only.isGroup() || only.isQuery()) {
      return group.text(from, to);
    }
    Slice inner = only.isCase() ? chosen(only) : new Slice(0, only.parts().size());
    return inner == null ? only.text() : reduced(only, inner.from(), inner.to());
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
  boolean isNotNull(SqlTree group, int from, int to) {
    String text = reduced(group, from, to);
    @Nullable Object value = isKnown(text) ? values.value(text) : null;
    return isOpen(text) || value != null;
  }

  private boolean isOpen(String text) {
    return !values.areBound()
        && ConstantText.isOpen(text)
        && unfolded.stream().noneMatch(text::contains);
  }

  private boolean isKnown(String text) {
    boolean constant = ConstantText.is(text) || (values.areBound() && ConstantText.isOpen(text));
    return constant && unfolded.stream().noneMatch(text::contains);
  }
}
