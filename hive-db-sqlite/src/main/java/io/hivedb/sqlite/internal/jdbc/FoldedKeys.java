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

/** The keys of unique indexes of {@code lower(column)}, as details of errors show them. */
final class FoldedKeys {

  private FoldedKeys() {}

  /** Null for other expressions, whose text is not made here. */
  static @Nullable String of(
      Relation.Index index, Table table, List<@Nullable Object> row, SQLiteConnection raw) {
    if (index.keys().size() == 1
        && index.keys().get(0) instanceof Expr.Call call
        && (call.name().equals("lower") || call.name().equals("upper"))
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Expr.ColumnRef ref) {
      Column column = table.column(ref.last());
      return column == null ? null : of(call.name(), column, table, row, raw);
    }
    return null;
  }

  private static @Nullable String of(
      String function,
      Column column,
      Table table,
      List<@Nullable Object> row,
      SQLiteConnection raw) {
    String cast = column.type().name().equals("text") ? "" : "::text";
    Object value = RowTexts.pick(table, List.of(column.name()), row).get(0);
    try (PreparedStatement statement = raw.prepareStatement("SELECT pg_" + function + "(?)")) {
      statement.setObject(1, value);
      try (ResultSet folded = statement.executeQuery()) {
        String text = folded.next() ? folded.getString(1) : null;
        return "(%s(%s%s))=(%s)"
            .formatted(function, TypeTexts.identifier(column.name()), cast, text);
      }
    } catch (SQLException e) {
      return null;
    }
  }
}
