// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.system.SystemView;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a result of metadata, row by row. */
final class MetaRows {

  private final List<ResultColumn> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private MetaRows(List<ResultColumn> columns) {
    this.columns = columns;
  }

  /** Columns as {@code NAME} for texts, {@code NAME:type} for others. */
  static MetaRows of(String... columns) {
    return new MetaRows(Arrays.stream(columns).map(MetaRows::column).toList());
  }

  private static ResultColumn column(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    PgType type = colon < 0 ? PgTypes.VARCHAR : PgTypes.find(text.substring(colon + 1));
    if (type == null) {
      throw new IllegalArgumentException(text);
    }
    return new ResultColumn(name, type, -1, null, null, null);
  }

  /** Adds a row of texts, numbers, booleans and nulls. */
  void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(values.length + " values, " + columns.size() + " columns");
    }
    @Nullable Object[] stored = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      stored[i] = stored(values[i]);
    }
    rows.add(stored);
  }

  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (SystemView.UNPRINTABLE.equals(value)) {
      return new Unprinted();
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  /** Sorts by the columns of these numbers, counted from 1; texts by their characters' codes. */
  MetaRows sortedBy(int... numbers) {
    rows.sort((a, b) -> compare(a, b, numbers));
    return this;
  }

  private static int compare(@Nullable Object[] a, @Nullable Object[] b, int[] numbers) {
    int order = 0;
    for (int i = 0; i < numbers.length && order == 0; i++) {
      order = compare(a[numbers[i] - 1], b[numbers[i] - 1]);
    }
    return order;
  }

  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.compareTo(y);
    }
    return String.valueOf(a).compareTo(String.valueOf(b));
  }

  ResultSet asResultSet(ObjectReads reads) {
    return new HiveResultSet(
        new Outcome.Rows(columns, rows), reads, null, ResultSet.TYPE_SCROLL_INSENSITIVE, 0);
  }
}
