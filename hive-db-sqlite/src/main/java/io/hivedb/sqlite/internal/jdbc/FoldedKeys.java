// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Keys of indexes of {@code lower(column)} as texts; of other expressions nothing is known here.
 */
final class FoldedKeys {

  private FoldedKeys() {}

  /** The key as metadata tells it. */
  static @Nullable String text(Expr key, Table table) {
    Column column = column(key, table);
    if (column == null) {
      return null;
    }
    String name = TypeTexts.identifier(column.name());
    return ((Expr.Call) key).name()
        + (isText(column) ? "(" + name + ")" : "((" + name + ")::text)");
  }

  /** Key and value as the detail of an error tells them. */
  static @Nullable String of(
      Relation.Index index, Table table, List<@Nullable Object> row, SQLiteConnection raw) {
    Expr key = index.keys().get(0);
    Column column = index.keys().size() == 1 ? column(key, table) : null;
    if (column == null) {
      return null;
    }
    String function = ((Expr.Call) key).name();
    String name = TypeTexts.identifier(column.name()) + (isText(column) ? "" : "::text");
    Object value = RowTexts.pick(table, List.of(column.name()), row).get(0);
    try (PreparedStatement statement = raw.prepareStatement("SELECT pg_" + function + "(?)")) {
      statement.setObject(1, value);
      try (ResultSet folded = statement.executeQuery()) {
        String text = folded.next() ? folded.getString(1) : null;
        return "(%s(%s))=(%s)".formatted(function, name, text);
      }
    } catch (SQLException e) {
      return null;
    }
  }

  private static boolean isText(Column column) {
    return column.type().name().equals("text") && column.domain() == null;
  }

  private static @Nullable Column column(Expr key, Table table) {
    return key instanceof Expr.Call call
            && (call.name().equals("lower") || call.name().equals("upper"))
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Expr.ColumnRef ref
        ? table.column(ref.last())
        : null;
  }
}
