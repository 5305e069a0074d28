// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * string_agg and array_agg of DISTINCT values, which PostgreSQL sorts to find duplicates.
 *
 * <p>For string_agg the arguments are whether the order descends, the text and the separator; for
 * array_agg the OID of the type, whether the order descends, and the value.
 */
final class DistinctValues implements Accumulator {

  private final boolean joined;
  private final List<@Nullable Object> values = new ArrayList<>();
  private PgType type = Types.TEXT;
  private boolean descending;
  private String separator = "";

  DistinctValues(boolean joined) {
    this.joined = joined;
  }

  @Override
  public void add(Args args) {
    if (joined) {
      descending = args.bool(0);
      separator = args.isNull(2) ? "" : args.text(2);
      if (!args.isNull(1)) {
        values.add(args.text(1));
      }
      return;
    }
    type = JsonEditing.type(args.small(0));
    descending = args.bool(1);
    values.add(args.raw(2));
  }

  @Override
  public @Nullable Object result() {
    if (values.isEmpty()) {
      return null;
    }
    Comparator<@Nullable Object> order = (a, b) -> Ordering.compare(a, b, type);
    values.sort(descending ? order.reversed() : order);
    List<@Nullable Object> distinct = new ArrayList<>();
    for (Object value : values) {
      boolean first = distinct.isEmpty();
      if (first || !Ordering.same(distinct.get(distinct.size() - 1), value, type)) {
        distinct.add(value);
      }
    }
    return joined ? joined(distinct) : PgArrays.stored(distinct, type);
  }

  private String joined(List<? extends @Nullable Object> texts) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      out.append(i == 0 ? "" : separator).append(texts.get(i));
    }
    return out.toString();
  }
}
