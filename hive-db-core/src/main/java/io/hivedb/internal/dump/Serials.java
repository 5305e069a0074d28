// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that were made by serial, and can be made so again: every backend knows that. */
final class Serials {

  private final Set<String> columns = new HashSet<>();
  private final Set<String> sequences = new HashSet<>();

  static Serials read(Reader reader) throws SQLException {
    Serials serials = new Serials();
    for (List<@Nullable String> row : reader.rows(Queries.OWNED)) {
      if (String.valueOf(row.get(7)).startsWith("t")) {
        serials.sequences.add(String.valueOf(row.get(5)));
        serials.columns.add(row.get(6) + "." + row.get(4));
      }
    }
    return serials;
  }

  boolean contains(String table, String column) {
    return columns.contains(table + "." + column);
  }

  boolean isSequence(@Nullable String oid) {
    return sequences.contains(String.valueOf(oid));
  }

  static String type(String integer) {
    return switch (integer) {
      case "bigint" -> "bigserial";
      case "smallint" -> "smallserial";
      default -> "serial";
    };
  }
}
