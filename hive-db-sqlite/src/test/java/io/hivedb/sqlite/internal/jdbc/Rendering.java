// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes an outcome as one line, the same for every driver. */
final class Rendering {

  private Rendering() {}

  static String of(@Nullable Object value) throws SQLException {
    if (value == null) {
      return "null";
    }
    if (value instanceof ResultSet rows) {
      return rows(rows);
    }
    if (value instanceof Array array) {
      return "Array<" + array.getBaseTypeName() + ">" + of(array.getArray());
    }
    if (value instanceof byte[] bytes) {
      return "bytes:" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof int[] counts) {
      return Arrays.toString(counts);
    }
    if (value instanceof long[] counts) {
      return Arrays.toString(counts);
    }
    if (value instanceof Object[] array) {
      return array.getClass().getComponentType().getSimpleName() + list(Arrays.asList(array));
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Timestamp timestamp) {
      return "Timestamp:" + timestamp.toInstant();
    }
    return value.getClass().getSimpleName() + ":" + value;
  }

  private static String list(List<?> values) throws SQLException {
    StringJoiner joined = new StringJoiner(", ", "[", "]");
    for (Object value : values) {
      joined.add(of(value));
    }
    return joined.toString();
  }

  private static String rows(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    StringJoiner all = new StringJoiner("; ", "{", "}");
    while (rows.next()) {
      StringJoiner row = new StringJoiner(", ");
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.add(columns.getColumnLabel(i) + "=" + rows.getString(i));
      }
      all.add(row.toString());
    }
    return all.toString();
  }

  static String failure(SQLException error) {
    String kind = error instanceof BatchUpdateException ? "BatchUpdateException " : "";
    String counts =
        error instanceof BatchUpdateException batch
            ? Arrays.toString(batch.getUpdateCounts()) + " "
            : "";
    return "!" + kind + counts + error.getSQLState();
  }
}
