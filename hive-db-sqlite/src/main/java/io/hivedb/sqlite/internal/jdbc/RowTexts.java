// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.function.RowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows and keys as the details of PostgreSQL's errors show them. */
final class RowTexts {

  private RowTexts() {}

  /** A whole row: {@code (1, null, abc)}, each value cut off. */
  static String row(Table table, List<@Nullable Object> values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Column column = table.columns().get(i);
      boolean virtual = column.generated() != null && column.virtual();
      texts.add(virtual ? "virtual" : RowText.cut(text(column, values.get(i))));
    }
    return "(" + String.join(", ", texts) + ")";
  }

  /** Some columns of a row: {@code (a, b)=(1, 2)}. */
  static String key(List<String> names, Table table, List<String> columns, List<?> values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(text(Objects.requireNonNull(table.column(columns.get(i))), values.get(i)));
    }
    return "(" + String.join(", ", names) + ")=(" + String.join(", ", texts) + ")";
  }

  /** The values of some columns. */
  static List<@Nullable Object> pick(
      Table table, List<String> columns, List<@Nullable Object> row) {
    List<@Nullable Object> picked = new ArrayList<>();
    for (String name : columns) {
      picked.add(row.get(table.columns().indexOf(table.column(name))));
    }
    return picked;
  }

  /** Whether values are the same; blobs by their bytes. */
  static boolean same(List<?> one, List<?> other) {
    return Objects.deepEquals(one.toArray(), other.toArray());
  }

  private static String text(Column column, @Nullable Object value) {
    return value == null ? "null" : column.type().text(value);
  }
}
