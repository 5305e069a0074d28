// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.resolve.Decisions.Slice;
import io.hivedb.sqlite.internal.sql.resolve.Decisions.Truth;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL makes of an expression in which constants decide a CASE, COALESCE, AND or OR: it
 * may then be a constant itself though columns stand in it.
 */
final class Reductions {

  private static final Set<String> JOINS = Set.of("AND", "OR");

  private static final Pattern OF_ROW = Pattern.compile("\\b[a-z]\\d*\\.|\\bSELECT ");

  private final Decisions decisions;

  Reductions(Decisions decisions) {
    this.decisions = decisions;
  }

  /** Whether a constant stands where it may decide a CASE, COALESCE, AND or OR. */
  static boolean mayDecide(String sql) {
    SqlTree part = SqlTree.of(sql);
    while (part.parts().size() == 1 && part.parts().get(0).isGroup()) {
      part = part.parts().get(0);
    }
    if (part.word(0).equals("coalesce")) {
      return isConstant(part.parts().get(1), 0, ",");
    }
    for (int i = 0; i < part.parts().size(); i++) {
      String word = i == 0 && !part.isCase() ? "WHEN" : part.word(i);
      int from = part.word(i).equals("WHEN") || JOINS.contains(word) ? i + 1 : i;
      if ((word.equals("WHEN") || JOINS.contains(word)) && isConstant(part, from, "THEN")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the operand that begins at a place is one, up to the next word or a certain one. */
  private static boolean isConstant(SqlTree group, int from, String end) {
    int to = from;
    while (to < group.parts().size()
        && !group.word(to).equals(end)
        && !JOINS.contains(group.word(to))) {
      to++;
    }
    return !OF_ROW.matcher(group.text(from, to)).find();
  }

  /** The expression with what is left of such parts. */
  String of(String sql) {
    return SqlTree.of(sql).replaced(this::reduced);
  }

  private @Nullable String reduced(SqlTree part) {
    if (!part.isGroup() || part.isQuery()) {
      return null;
    }
    if (part.isCase()) {
      Slice chosen = decisions.chosen(part);
      return chosen == null ? null : "(" + of(part.text(chosen.from(), chosen.to())) + ")";
    }
    SqlTree parent = part.parent();
    boolean coalesce = parent != null && parent.word(part.index() - 1).equals("coalesce");
    return coalesce ? argument(part) : truth(part);
  }

  private @Nullable String argument(SqlTree arguments) {
    int from = 0;
    for (int i = 0; i <= arguments.parts().size(); i++) {
      if (i == arguments.parts().size() || arguments.word(i).equals(",")) {
        if (decisions.isValue(arguments, from, i)) {
          return "(" + of(arguments.text(from, i)) + ", NULL)";
        }
        if (!decisions.isNull(arguments, from, i)) {
          return null;
        }
        from = i + 1;
      }
    }
    return null;
  }

  private @Nullable String truth(SqlTree group) {
    boolean joined =
        group.parts().stream().anyMatch(p -> p.text().equals("AND") || p.text().equals("OR"));
    Truth truth = joined ? decisions.truth(group, 0, group.parts().size()) : Truth.UNKNOWN;
    return switch (truth) {
      case TRUE -> "(1)";
      case FALSE -> "(0)";
      case NULL -> "(NULL)";
      default -> null;
    };
  }
}
