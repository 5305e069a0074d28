// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** SQLite's own aggregates in Java, for frames that SQLite does not have. */
final class NativeAggregates {

  private NativeAggregates() {}

  /** An aggregate by its name in SQLite. */
  static Accumulator accumulator(String name) {
    return switch (name) {
      case "count" -> new Count();
      case "sum" -> new Sum();
      case "min" -> new Least(1);
      case "max" -> new Least(-1);
      default -> Objects.requireNonNull(Registry.instance().accumulators().get(name)).get();
    };
  }

  /** Of all rows where there is no argument. */
  private static final class Count implements Accumulator {
    private long count;

    @Override
    public void add(Args args) {
      count += args.size() == 0 || !args.isNull(0) ? 1 : 0;
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** Of integers. */
  private static final class Sum implements Accumulator {
    private @Nullable Long sum;

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        sum = Math.addExact(sum == null ? 0L : sum, args.integer(0));
      }
    }

    @Override
    public @Nullable Object result() {
      return sum;
    }
  }

  /** Of integers and texts. */
  private static final class Least implements Accumulator {
    private final int sign;
    private @Nullable Object least;

    Least(int sign) {
      this.sign = sign;
    }

    @Override
    public void add(Args args) {
      Object value = args.raw(0);
      if (value != null && (least == null || sign * compare(value, least) < 0)) {
        least = value;
      }
    }

    private static int compare(Object left, Object right) {
      if (left instanceof Long a && right instanceof Long b) {
        return a.compareTo(b);
      }
      if (left instanceof String a && right instanceof String b) {
        return Texts.compare(a, b);
      }
      throw PgException.unsupported("this aggregate over a window frame of months");
    }

    @Override
    public @Nullable Object result() {
      return least;
    }
  }
}
