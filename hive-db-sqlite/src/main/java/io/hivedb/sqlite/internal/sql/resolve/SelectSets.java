// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The set-returning functions of a select list, which move to FROM. */
final class SelectSets {

  /** One of them. */
  record Lateral(String set, String alias) {}

  private final List<Lateral> laterals = new ArrayList<>();
  private boolean allowed;
  private String forbiddenIn = "";
  private int grouped;

  /** Whether one may come here. */
  boolean allowed() {
    return allowed;
  }

  void allow(boolean on) {
    allowed = on;
  }

  void add(Lateral lateral) {
    laterals.add(lateral);
  }

  /** From now on they are forbidden in a clause; empty for none. */
  void forbid(String clause) {
    forbiddenIn = clause;
  }

  /** Fails where a clause forbids them. */
  void check(int position) {
    if (!forbiddenIn.isEmpty()) {
      throw new PgException("0A000", "set-returning functions are not allowed in " + forbiddenIn)
          .at(position);
    }
  }

  List<Lateral> all() {
    return laterals;
  }

  boolean isEmpty() {
    return laterals.isEmpty();
  }

  /** Those so far are keys of GROUP BY, and are spread before rows are grouped. */
  void group() {
    grouped = laterals.size();
  }

  /** Whether there are others than keys of GROUP BY. */
  boolean hasUngrouped() {
    return laterals.size() > grouped;
  }

  /** The one that is a key of GROUP BY already. */
  @Nullable Lateral grouped(String set) {
    return laterals.subList(0, grouped).stream()
        .filter(lateral -> lateral.set().equals(set))
        .findFirst()
        .orElse(null);
  }
}
