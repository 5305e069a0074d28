// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.Interval;
import org.jspecify.annotations.Nullable;

/** sum and avg of intervals. */
final class IntervalSum implements Accumulator {

  private final boolean average;
  private Interval sum = Interval.ZERO;
  private long count;

  IntervalSum(boolean average) {
    this.average = average;
  }

  @Override
  public void add(Args args) {
    if (!args.isNull(0)) {
      sum = sum.plus(args.interval(0));
      count++;
    }
  }

  @Override
  public @Nullable Object result() {
    return count == 0 ? null : (average ? sum.dividedBy((double) count) : sum).toString();
  }
}
