// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.resolve.Decisions.Truth;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL computes a constant of a statement when it plans: not where a constant before
 * it decides an AND, an OR, a CASE or a COALESCE, and not in a column of a subquery that is not
 * used.
 */
final class Reach {

  static final List<String> CLAUSES =
      List.of("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "SET", "RETURNING");

  private final String sql;
  private final SqlTree root;
  private final Decisions decisions;

  Reach(String sql, Decisions decisions) {
    this.sql = sql;
    this.root = SqlTree.of(sql);
    this.decisions = decisions;
  }

  /** Whether it computes the constant anywhere. */
  boolean reaches(Constants.Constant constant) {
    String place = constant.place();
    for (int at = sql.indexOf(place); at >= 0; at = sql.indexOf(place, at + 1)) {
      SqlTree part = root.at(at);
      if (part != null && isReached(part, constant.moment().isLate())) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param subquery whether the constant is computed after all of the expression was looked at, as
   *     are those of its subqueries
   */
  private boolean isReached(SqlTree part, boolean subquery) {
    SqlTree group = part.parent();
    if (group == null) {
      return true;
    }
    if (group.isCase()) {
      return isBranchReached(group, part.index()) && isReached(group, subquery);
    }
    SqlTree query = group.parent();
    if (query != null && query.word(0).equals("VALUES") && query.parts().size() == 2) {
      return isQueryReached(query, 1, "column" + item(group, part.index()));
    }
    return group.isQuery()
        ? isQueryReached(group, part.index(), null)
        : isOperandReached(group, part.index(), subquery) && isReached(group, subquery);
  }

  private boolean isBranchReached(SqlTree choice, int index) {
    Truth condition = Truth.UNKNOWN;
    String last = "";
    int start = 0;
    for (int i = 0; i < index; i++) {
      String word = choice.word(i);
      if (word.equals("THEN") && last.equals("WHEN")) {
        condition = decisions.truth(choice, start, i);
        last = word;
      } else if (word.equals("WHEN") || word.equals("ELSE")) {
        if (condition == Truth.TRUE || condition == Truth.OPEN) {
          return false;
        }
        // What follows CASE is compared, and computed in any case.
        start = i + 1;
        last = choice.word(0).equals("WHEN") ? word : "";
      }
    }
    return !last.equals("THEN") || condition == Truth.TRUE || condition == Truth.UNKNOWN;
  }

  /** An operand of AND, OR and coalesce is not reached when those before it decide. */
  private boolean isOperandReached(SqlTree group, int index, boolean subquery) {
    SqlTree parent = group.parent();
    boolean coalesce = parent != null && parent.word(group.index() - 1).equals("coalesce");
    int end = subquery ? group.parts().size() : index;
    int from = 0;
    for (int i = 0; i <= end; i++) {
      String word = i == group.parts().size() ? last(group, end) : group.word(i);
      boolean comma = word.equals(",") && coalesce && i < index;
      if (comma && decisions.isNotNull(group, from, i)) {
        return false;
      }
      boolean joins = word.equals("AND") || word.equals("OR");
      if (joins && i != index && decides(word, decisions.truth(group, from, i), subquery)) {
        return false;
      }
      from = joins || word.equals(",") ? i + 1 : from;
    }
    return true;
  }

  /** The word that joins the last operand to the others. */
  private static String last(SqlTree group, int end) {
    int at = end - 1;
    while (at >= 0 && !group.word(at).equals("AND") && !group.word(at).equals("OR")) {
      at--;
    }
    return group.word(at);
  }

  /** NULL is as good as false once the whole condition was looked at. */
  private static boolean decides(String word, Truth truth, boolean late) {
    boolean or = word.equals("OR");
    boolean missing = late && !or && truth == Truth.NULL;
    return missing || truth == Truth.OPEN || truth == (or ? Truth.TRUE : Truth.FALSE);
  }

  /** Which value of a row it belongs to. */
  private static int item(SqlTree row, int index) {
    int item = 1;
    for (int i = 0; i < index; i++) {
      item += row.word(i).equals(",") ? 1 : 0;
    }
    return item;
  }

  private boolean isQueryReached(SqlTree query, int index, @Nullable String value) {
    SqlTree parent = query.parent();
    if (parent == null) {
      return true;
    }
    int at = query.index();
    String clause = clause(query, index);
    boolean output = clause.equals("SELECT") && !query.word(index - 1).equals("OVER");
    boolean dropped = output || clause.equals("ORDER") || clause.equals("GROUP");
    if (dropped && Sublinks.isExists(query) && Sublinks.isSimple(query)) {
      return false;
    }
    String column = output ? column(query, index) : value;
    if (column != null && isLateral(query)) {
      return isUsedLateral(query, column);
    }
    if (isCommonTable(query)) {
      return isCommonTableReached(query, column) && isReached(query, false);
    }
    if (isFrom(parent, at)) {
      return isUsed(parent, query, column) && isReached(query, false);
    }
    return Sublinks.isJoined(query) ? isWhereReached(query) : isReached(query, true);
  }

  /** What becomes a join is reached where the query around it is. */
  private boolean isWhereReached(SqlTree query) {
    SqlTree part = query;
    SqlTree group = query.parent();
    while (group != null && !group.isQuery()) {
      part = group;
      group = group.parent();
    }
    return group == null || isQueryReached(group, part.index(), null);
  }

  private static String clause(SqlTree query, int index) {
    int at = index;
    while (at >= 0 && !CLAUSES.contains(query.word(at))) {
      at--;
    }
    return query.word(at);
  }

  /** The rows of what follows LATERAL travel as texts. */
  private static boolean isLateral(SqlTree query) {
    SqlTree parent = query.parent();
    return parent != null && parent.text().startsWith("(SELECT json_group_array(");
  }

  /** Whether a value of a text that is a row is read. */
  private boolean isUsedLateral(SqlTree query, String column) {
    SqlTree rows = query.parent() == null ? null : query.parent().parent();
    SqlTree from = rows == null ? null : rows.parent();
    if (rows == null || from == null || query.word(1).equals("DISTINCT")) {
      return true;
    }
    int place = Integer.parseInt(column.replaceAll("\\D", "")) - 1;
    String alias = from.word(rows.index() + 2);
    return sql.contains("json_extract(" + alias + ".value, '$[" + place + "]')")
        && isReached(rows, false);
  }

  /** The name of the output that a part belongs to. */
  private static @Nullable String column(SqlTree query, int index) {
    for (int i = index; i < query.parts().size(); i++) {
      if (query.word(i).equals("AS")) {
        return query.word(i + 1);
      }
    }
    return null;
  }

  private static boolean isFrom(SqlTree parent, int at) {
    String before = parent.word(at - 1);
    boolean item = before.equals("FROM") || before.equals("JOIN") || before.equals(",");
    return item && clause(parent, at).equals("FROM");
  }

  /** PostgreSQL plans all columns of a UNION and of DISTINCT. */
  private static boolean isUsed(SqlTree parent, SqlTree query, @Nullable String column) {
    boolean item = parent.word(query.index() + 1).equals("AS");
    if (column == null || !item || query.word(1).equals("DISTINCT")) {
      return true;
    }
    String alias = parent.word(query.index() + 2);
    return contains(parent.around(query), alias + "." + column)
        || contains(query.text(), "ORDER BY [^()]*" + column);
  }

  private static boolean contains(String text, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
  }

  private static boolean isCommonTable(SqlTree query) {
    SqlTree parent = query.parent();
    String before = parent == null ? "" : parent.word(query.index() - 1);
    return before.equals("AS") || before.equals("MATERIALIZED");
  }

  /**
   * A common table that is read once is a subquery to PostgreSQL; one that is not read, nothing.
   */
  private boolean isCommonTableReached(SqlTree query, @Nullable String value) {
    SqlTree parent = Objects.requireNonNull(query.parent());
    int as = query.index() - 1;
    while (!parent.word(as).equals("AS")) {
      as--;
    }
    String name = parent.word(as - 2);
    String column = value == null ? null : value.replace("column", "c");
    Matcher read = Pattern.compile("\\b" + name + " AS (r\\d+)\\b").matcher(sql);
    int count = 0;
    boolean used = column == null;
    while (read.find()) {
      SqlTree reader = root.at(read.start());
      if (reader != null && isRead(reader, query)) {
        count++;
        used |= contains(sql, read.group(1) + "\\." + column);
      }
    }
    boolean shared = parent.word(as + 1).equals("NOT");
    boolean kept = parent.word(as + 1).equals("MATERIALIZED") || contains(query.text(), name);
    return count > 0 && (used || kept || (count > 1 && !shared));
  }

  /** Whether a place is outside of a common table, and not in another that is not read itself. */
  private boolean isRead(SqlTree place, SqlTree table) {
    for (SqlTree group = place.parent(); group != null; group = group.parent()) {
      if (group == table || (isCommonTable(group) && !isCommonTableReached(group, null))) {
        return false;
      }
    }
    return true;
  }
}
