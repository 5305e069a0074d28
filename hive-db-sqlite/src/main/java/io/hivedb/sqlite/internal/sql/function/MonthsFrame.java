// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the rows from an interval before the current row to its peers. Its arguments
 * are the aggregate's name in SQLite, the interval, whether the order descends, the key of the
 * order in microseconds, and the aggregate's own.
 */
final class MonthsFrame implements Accumulator {

  private static final int OWN = 4;

  private final List<Args> rows = new ArrayList<>();

  @Override
  public void add(Args args) {
    rows.add(args);
  }

  @Override
  public @Nullable Object result() {
    if (rows.isEmpty()) {
      return null;
    }
    Args current = rows.get(rows.size() - 1);
    Accumulator fresh = NativeAggregates.accumulator(current.text(0));
    Long bound = bound(current);
    for (Args row : rows) {
      if (isInside(row, bound)) {
        fresh.add(new LaterArgs(row, OWN));
      }
    }
    return fresh.result();
  }

  private static @Nullable Long bound(Args current) {
    if (current.isNull(3)) {
      return null;
    }
    long key = current.integer(3);
    if (DateTimes.isInfinite(key)) {
      throw PgException.unsupported("RANGE with an offset of months beside infinity");
    }
    Interval offset = current.interval(1);
    return DateTimes.plus(key, current.bool(2) ? offset : offset.negate());
  }

  /** Rows without a key are peers of each other, and of no others. */
  private static boolean isInside(Args row, @Nullable Long bound) {
    if (bound == null || row.isNull(3)) {
      return bound == null && row.isNull(3);
    }
    return row.bool(2) ? row.integer(3) <= bound : row.integer(3) >= bound;
  }
}
