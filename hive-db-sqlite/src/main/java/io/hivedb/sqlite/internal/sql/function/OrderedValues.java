// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * percentile_cont, percentile_disc and mode. The arguments are the OID of the values' type, which
 * of them it is, the value and the fraction or fractions.
 */
final class OrderedValues implements Accumulator {

  private final List<Object> values = new ArrayList<>();
  private @Nullable PgType type;
  private String kind = "";
  private @Nullable Object fraction;

  @Override
  public void add(Args args) {
    type = JsonEditing.type(args.small(0));
    kind = args.text(1);
    fraction = args.raw(3);
    if (!args.isNull(2)) {
      values.add(args.value(2));
    }
  }

  @Override
  public @Nullable Object result() {
    PgType known = type;
    if (known == null) {
      return null;
    }
    Comparator<Object> order = (a, b) -> Ordering.compare(a, b, known);
    values.sort(kind.endsWith("desc") ? order.reversed() : order);
    if (kind.startsWith("mode")) {
      return mode(known);
    }
    if (fraction == null) {
      return null;
    }
    if (!(fraction instanceof String several) || several.equals("NaN")) {
      double one = Floats.value(fraction);
      check(one);
      return values.isEmpty() ? null : at(one);
    }
    List<@Nullable Object> results = new ArrayList<>();
    for (Object one : PgArrays.values(several, Types.FLOAT8)) {
      if (one != null) {
        check(Floats.value(one));
      }
      results.add(one == null ? null : values.isEmpty() ? null : at(Floats.value(one)));
    }
    return values.isEmpty() ? null : PgArrays.stored(results, known);
  }

  private static void check(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new PgException(
          "22003", "percentile value " + Floats.text(fraction) + " is not between 0 and 1");
    }
  }

  private Object at(double fraction) {
    if (kind.startsWith("percentile_disc")) {
      int row = (int) Math.ceil(fraction * values.size());
      return values.get(Math.max(row, 1) - 1);
    }
    double row = fraction * (values.size() - 1);
    double low = Floats.value(values.get((int) Math.floor(row)));
    double high = Floats.value(values.get((int) Math.ceil(row)));
    return Math.floor(row) == Math.ceil(row)
        ? Floats.stored(low)
        : Floats.stored(low + (row - Math.floor(row)) * (high - low));
  }

  private @Nullable Object mode(PgType known) {
    Object best = null;
    int most = 0;
    int count = 0;
    for (int i = 0; i < values.size(); i++) {
      boolean same = i > 0 && Ordering.same(values.get(i - 1), values.get(i), known);
      count = same ? count + 1 : 1;
      if (count > most) {
        most = count;
        best = values.get(i - count + 1);
      }
    }
    return best == null ? null : Objects.requireNonNull(best);
  }
}
