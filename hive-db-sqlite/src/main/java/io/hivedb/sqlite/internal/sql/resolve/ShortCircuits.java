// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AND and OR that are values, not conditions: there SQLite computes both sides, where PostgreSQL
 * leaves out the second if the first decides, and with it an error. They become a CASE.
 */
final class ShortCircuits {

  /** Each operand of a chain doubles the text of those after it. */
  private static final int MOST_OPERANDS = 4;

  private static final String SELECT = "SELECT ";

  private static final Pattern NAME = Pattern.compile("[a-z_\u00b7][a-z_0-9\u00b7]*");
  private static final Pattern JOINED = Pattern.compile(" (?:AND|OR) ");

  /** What stands beside a condition that is no value of something else. */
  private static final Set<String> BESIDE =
      Set.of(
          "",
          "WHERE",
          "HAVING",
          "ON",
          "AND",
          "OR",
          "NOT",
          "WHEN",
          "THEN",
          "GROUP",
          "ORDER",
          "LIMIT",
          "RETURNING",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "JOIN",
          "LEFT",
          "RIGHT",
          "FULL",
          "INNER",
          "CROSS",
          "WINDOW",
          ",");

  /** What no expression has between its operands. */
  private static final Set<String> OTHERS =
      Set.of("BY", "BETWEEN", "WHERE", "SELECT", "AS", "ROWS", "RANGE", "GROUPS", "ON", ",");

  private static final Set<String> CONDITIONS = Set.of("WHERE", "HAVING", "FROM", "");

  private ShortCircuits() {}

  static Plan of(Plan plan) {
    boolean rows = plan.kind() == Plan.Kind.QUERY;
    boolean change = plan.kind() == Plan.Kind.MODIFY || plan.kind() == Plan.Kind.MODIFY_RETURNING;
    boolean any = plan.steps().stream().anyMatch(step -> JOINED.matcher(step.sql()).find());
    return any && (rows || change)
        ? plan.withSteps(plan.steps().stream().map(ShortCircuits::of).toList())
        : plan;
  }

  private static Step of(Step step) {
    String sql = of(step.sql());
    return sql.equals(step.sql())
        ? step
        : new Step(sql, step.role(), step.parameters(), step.into());
  }

  static String of(String sql) {
    return JOINED.matcher(sql).find() ? SqlTree.of(sql).replaced(ShortCircuits::replacement) : sql;
  }

  private static @Nullable String replacement(SqlTree group) {
    String word = isPlain(group) ? joins(group) : null;
    if (word == null || !isValue(group)) {
      return null;
    }
    List<String> operands = new ArrayList<>();
    split(group, word, operands);
    if (operands.stream().skip(1).noneMatch(ShortCircuits::mayFail)) {
      return null;
    }
    List<String> values = operands.stream().map(ShortCircuits::value).toList();
    if (operands.size() <= MOST_OPERANDS) {
      return chosen(values, word);
    }
    return values.stream().allMatch(ConstantText::isRepeatable) ? chosenOfMany(values, word) : null;
  }

  private static String value(String operand) {
    return of(SELECT + "(" + operand + ")").substring(SELECT.length());
  }

  private static boolean isPlain(SqlTree part) {
    return part.isGroup() && !part.isCase() && !part.isQuery();
  }

  private static boolean mayFail(String operand) {
    return operand.contains("pg_") || UserCalls.in(operand);
  }

  /** The word that joins the operands of a group; null for another group. */
  private static @Nullable String joins(SqlTree group) {
    String word = null;
    for (int i = 0; i < group.parts().size(); i++) {
      if (OTHERS.contains(group.word(i))) {
        return null;
      }
      if (group.word(i).equals("AND") || group.word(i).equals("OR")) {
        if (word != null && !word.equals(group.word(i))) {
          return null;
        }
        word = group.word(i);
      }
    }
    return word;
  }

  private static void split(SqlTree group, String word, List<String> operands) {
    int from = 0;
    for (int i = 0; i <= group.parts().size(); i++) {
      if (i == group.parts().size() || group.word(i).equals(word)) {
        SqlTree first = group.parts().get(from);
        if (i - from == 1 && isPlain(first) && word.equals(joins(first))) {
          split(first, word, operands);
        } else {
          operands.add(group.text(from, i));
        }
        from = i + 1;
      }
    }
  }

  /** Null joined with what does not decide is null. */
  private static String chosen(List<String> operands, String word) {
    String first = operands.get(0);
    if (operands.size() == 1) {
      return first;
    }
    String rest = chosen(operands.subList(1, operands.size()), word);
    String decides = word.equals("OR") ? "1" : "0";
    String other = word.equals("OR") ? "0" : "1";
    return "(CASE "
        + first
        + (" WHEN " + decides + " THEN " + decides)
        + (" WHEN " + other + " THEN " + rest)
        + (" ELSE nullif(" + rest + ", " + other + ") END)");
  }

  /** Once none decides, all are computed again. */
  private static String chosenOfMany(List<String> operands, String word) {
    boolean or = word.equals("OR");
    StringBuilder sql = new StringBuilder("(CASE");
    for (String operand : operands) {
      sql.append(" WHEN ").append(or ? "" : "NOT ").append(operand);
      sql.append(" THEN ").append(or ? 1 : 0);
    }
    return sql.append(" ELSE ").append(String.join(" " + word + " ", operands)) + " END)";
  }

  /** Whether a group is a value of something around it, and no condition or part of one. */
  private static boolean isValue(SqlTree group) {
    SqlTree parent = group.parent();
    if (parent == null) {
      return false;
    }
    String before = parent.word(group.index() - 1);
    String after = parent.word(group.index() + 1);
    if (parent.isCase()) {
      boolean compared = group.index() == 0;
      return compared || before.equals("THEN") || before.equals("ELSE") || isOperand(before, after);
    }
    if (parent.isQuery()) {
      return !CONDITIONS.contains(clause(parent, group.index())) || isOperand(before, after);
    }
    SqlTree around = parent.parent();
    boolean call = around != null && NAME.matcher(around.word(parent.index() - 1)).matches();
    return call || before.equals("BY") || isOperand(before, after) || isValue(parent);
  }

  private static boolean isOperand(String before, String after) {
    return !BESIDE.contains(before) || !BESIDE.contains(after);
  }

  private static String clause(SqlTree query, int index) {
    int at = index;
    while (at >= 0 && !Reach.CLAUSES.contains(query.word(at))) {
      at--;
    }
    return query.word(at);
  }
}
