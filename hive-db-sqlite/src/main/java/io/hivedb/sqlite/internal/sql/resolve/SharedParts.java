// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parts of a condition that AND joins to each operand of its OR: PostgreSQL takes them out. */
final class SharedParts {

  private final List<String> found = new ArrayList<>();

  private SharedParts() {}

  /** What the operands of OR share. */
  static Set<String> of(String condition) {
    Set<String> shared = new LinkedHashSet<>();
    List<String> operands = operands(condition, "OR");
    if (operands.size() > 1) {
      shared.addAll(operands(operands.get(0), "AND"));
      operands.forEach(operand -> shared.retainAll(operands(operand, "AND")));
    }
    return shared;
  }

  private static List<String> operands(String condition, String word) {
    SharedParts parts = new SharedParts();
    SqlTree whole = SqlTree.of(condition);
    parts.add(whole, 0, whole.parts().size(), word);
    return parts.found;
  }

  private void add(SqlTree group, int from, int to, String word) {
    SqlTree only = to - from == 1 ? group.parts().get(from) : null;
    if (only != null && only.isGroup() && !only.isCase() && !only.isQuery()) {
      add(only, 0, only.parts().size(), word);
      return;
    }
    int at = from;
    while (at < to && !group.word(at).equals(word)) {
      at++;
    }
    if (at == to) {
      found.add(group.text(from, to));
      return;
    }
    add(group, from, at, word);
    add(group, at + 1, to, word);
  }
}
