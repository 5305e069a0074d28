// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import org.jspecify.annotations.Nullable;

/** Reads the search path of a session. */
final class SearchPath {

  private SearchPath() {}

  /** The schema that new tables go to, as {@code current_schema()} tells. */
  static @Nullable String current(SqlSession session) {
    for (String schema : session.setting("search_path").split(",")) {
      String name = schema.strip().replace("\"", "");
      if (!name.equals("$user") && !name.isEmpty()) {
        return name;
      }
    }
    return null;
  }
}
