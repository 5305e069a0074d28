// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;

/** What PL/pgSQL says of names that are a variable's and a column's. */
final class RoutineVariables {

  private RoutineVariables() {}

  /** PostgreSQL does not choose between a variable and a column. */
  static void checkClear(Scope scope, Typed found, List<String> names, int position) {
    Scope root = scope;
    for (Scope next = root.parent(); next != null; next = root.parent()) {
      root = next;
    }
    boolean variable = found.sql().startsWith("?");
    if (root.areVariables() && root != scope && !variable && isVariable(root, names)) {
      throw new PgException(
              "42702", "column reference \"" + names.get(names.size() - 1) + "\" is ambiguous")
          .detail("It could refer to either a PL/pgSQL variable or a table column.")
          .at(position);
    }
  }

  private static boolean isVariable(Scope root, List<String> names) {
    String last = names.get(names.size() - 1);
    for (Scope.Source source : root.sources()) {
      boolean named =
          names.size() == 1
              ? !source.hidden().contains(last)
              : source.name().equals(names.get(names.size() - 2));
      if (named && source.items().stream().anyMatch(item -> item.name().equals(last))) {
        return true;
      }
    }
    return false;
  }
}
