// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL plans a query inside of an expression, by SQLite's SQL of it. */
final class Sublinks {

  private static final Pattern READ = Pattern.compile("\\b(r\\d+)\\.");
  private static final Pattern DEFINED = Pattern.compile("\\bAS (r\\d+)\\b");

  /** With one of these EXISTS computes all of its query. */
  private static final List<String> KEEPING =
      List.of("HAVING", "OFFSET", "UNION", "INTERSECT", "EXCEPT", "OVER");

  private Sublinks() {}

  /** Whether a query in FROM becomes a part of what is around it. */
  static boolean isPulledUp(Select select) {
    return select.with().isEmpty()
        && select.orderBy().isEmpty()
        && select.limit() == null
        && select.offset() == null
        && select.lock() == Select.RowLock.NONE
        && select.body() instanceof Select.Core core
        && !core.distinct()
        && core.distinctOn().isEmpty()
        && core.groupBy().isEmpty()
        && core.groupingSets().isEmpty()
        && core.having() == null;
  }

  static boolean isExists(SqlTree query) {
    SqlTree parent = query.parent();
    return parent != null && parent.word(query.index() - 1).equals("EXISTS");
  }

  /** Whether the values of a query of EXISTS are dropped, as its rows alone are of interest. */
  static boolean isSimple(SqlTree query) {
    for (int i = 0; i < query.parts().size(); i++) {
      String word = query.word(i);
      boolean none = word.equals("LIMIT") && query.text(i + 1, i + 2).matches("0|\\(-\\d+\\)");
      if (none || KEEPING.contains(word)) {
        return false;
      }
    }
    return !aggregates(query);
  }

  /** Whether it has an aggregate outside of queries. */
  static boolean aggregates(SqlTree group) {
    for (int i = 0; i < group.parts().size(); i++) {
      SqlTree part = group.parts().get(i);
      boolean call =
          part.isGroup() && Registry.instance().aggregateAt(group.word(i - 1) + "(", 0) != null;
      if (call || (part.isGroup() && !part.isQuery() && aggregates(part))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it becomes a join before anything is known of the conditions beside it: IN, and EXISTS
   * of a query that depends on what is around it, which AND joins to the other conditions of WHERE.
   */
  static boolean isJoined(SqlTree query) {
    SqlTree group = query.parent();
    if (group == null) {
      return false;
    }
    int at = query.index();
    boolean in = group.word(at - 1).equals("IN") && !group.word(at - 2).equals("NOT");
    boolean joined =
        in
            ? READ.matcher(group.text(0, at - 1)).find()
            : isExists(query) && isSimple(query) && dependsOnOthers(query.text());
    SqlTree part = query;
    while (joined && group != null && !group.isQuery()) {
      joined = isAnded(group, part, in);
      part = group;
      group = group.parent();
    }
    return joined && group != null && isOfWhere(group, part.index());
  }

  private static boolean isAnded(SqlTree group, SqlTree part, boolean in) {
    boolean call = group.parent() != null && isName(group.parent().word(group.index() - 1));
    if (group.isCase() || call) {
      return false;
    }
    for (int i = 0; i < group.parts().size(); i++) {
      boolean not = group.word(i).equals("NOT") && (in || i != part.index() - 2);
      if (not || List.of("OR", "IS", "=", "<>").contains(group.word(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String word) {
    return word.matches("[a-z_][a-z_0-9]*");
  }

  private static boolean isOfWhere(SqlTree query, int index) {
    int at = index;
    while (at >= 0 && !Reach.CLAUSES.contains(query.word(at))) {
      at--;
    }
    return query.word(at).equals("WHERE");
  }

  /** Whether a query reads columns of another one. */
  static boolean dependsOnOthers(String query) {
    Set<String> defined = new HashSet<>();
    Matcher definition = DEFINED.matcher(query);
    while (definition.find()) {
      defined.add(definition.group(1));
    }
    Matcher read = READ.matcher(query);
    while (read.find()) {
      if (!defined.contains(read.group(1))) {
        return true;
      }
    }
    return false;
  }
}
