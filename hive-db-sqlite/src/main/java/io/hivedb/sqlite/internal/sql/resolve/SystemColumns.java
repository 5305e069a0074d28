// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import java.util.Set;

/** The columns that each table of PostgreSQL has without a word. */
final class SystemColumns {

  private static final Set<String> NAMES =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private SystemColumns() {}

  /** Refuses a name that is one of them where a table is in sight. */
  static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  static void refuse(String name, List<Scope.Source> sources, int position) {
    boolean tables = sources.stream().anyMatch(source -> source.table() != null);
    if (tables && NAMES.contains(name)) {
      throw PgException.unsupported("the system column " + name).at(position);
    }
  }
}
