// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Reads which rows refer to a row that does not exist. */
final class OrphanRows {

  /**
   * A row whose foreign key leads nowhere.
   *
   * @param values of the columns of the foreign key
   */
  record Orphan(Table child, Constraint constraint, List<@Nullable Object> values) {}

  private final Catalog catalog;
  private final SQLiteConnection raw;

  OrphanRows(Catalog catalog, SQLiteConnection raw) {
    this.catalog = catalog;
    this.raw = raw;
  }

  /** Those of a table and of those that refer to it, else of all; in order of the tables. */
  List<Orphan> find(@Nullable Table about, BiPredicate<Table, Constraint> wanted)
      throws SQLException {
    List<Orphan> found = new ArrayList<>();
    for (Table child : catalog.tables()) {
      for (Constraint constraint : child.constraints()) {
        boolean near =
            about == null
                || child.key().equals(about.key())
                || about.key().equals(constraint.referenced());
        if (near && isForeign(constraint) && wanted.test(child, constraint)) {
          add(child, constraint, found);
        }
      }
    }
    return found.isEmpty() && about != null ? find(null, wanted) : found;
  }

  private static boolean isForeign(Constraint constraint) {
    return constraint.kind() == Constraint.Kind.FOREIGN && constraint.isValid();
  }

  private void add(Table child, Constraint constraint, List<Orphan> found) throws SQLException {
    Table parent = catalog.table(String.valueOf(constraint.referenced()));
    if (parent == null) {
      return;
    }
    List<String> columns = names("c", constraint.columns());
    List<String> present = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    List<String> referenced = names("p", constraint.referencedColumns());
    for (int i = 0; i < columns.size(); i++) {
      present.add(columns.get(i) + " IS NOT NULL");
      equal.add(referenced.get(i) + " = " + columns.get(i));
    }
    String query =
        "SELECT %s FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s) LIMIT 1000"
            .formatted(
                String.join(", ", columns),
                child.sqlite(),
                String.join(" AND ", present),
                parent.sqlite(),
                String.join(" AND ", equal));
    try (PreparedStatement statement = raw.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Orphan(child, constraint, values(rows, columns.size())));
      }
    }
  }

  private static List<@Nullable Object> values(ResultSet row, int width) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      Object value = row.getObject(i);
      values.add(value instanceof Integer number ? (Object) number.longValue() : value);
    }
    return values;
  }

  private static List<String> names(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + "." + Names.column(column)).toList();
  }

  /** Whether a row refers to a key. */
  boolean exists(Table child, Constraint constraint, List<@Nullable Object> key)
      throws SQLException {
    List<String> equal = names("c", constraint.columns()).stream().map(c -> c + " = ?").toList();
    String query =
        "SELECT 1 FROM " + child.sqlite() + " c WHERE " + String.join(" AND ", equal) + " LIMIT 1";
    try (PreparedStatement statement = raw.prepareStatement(query)) {
      for (int i = 0; i < key.size(); i++) {
        statement.setObject(i + 1, key.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
