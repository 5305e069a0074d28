// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * sum and avg that are numeric. The result has as many decimals as the value that has the most, of
 * those that are in the window's frame now.
 */
final class NumericSum implements Accumulator {

  private final boolean average;
  private final TreeMap<Integer, Integer> scales = new TreeMap<>();
  private BigDecimal sum = BigDecimal.ZERO;
  private long count;

  NumericSum(boolean average) {
    this.average = average;
  }

  @Override
  public void add(Args args) {
    if (!args.isNull(0)) {
      BigDecimal value = args.numeric(0);
      sum = sum.add(value);
      scales.merge(value.scale(), 1, Integer::sum);
      count++;
    }
  }

  @Override
  public void remove(Args args) {
    if (!args.isNull(0)) {
      BigDecimal value = args.numeric(0);
      sum = sum.subtract(value);
      scales.computeIfPresent(value.scale(), (scale, number) -> number == 1 ? null : number - 1);
      count--;
    }
  }

  @Override
  public boolean isReversible() {
    return true;
  }

  @Override
  public @Nullable Object result() {
    if (count == 0) {
      return null;
    }
    BigDecimal scaled = sum.setScale(scales.lastKey());
    return Numerics.text(average ? Numerics.divide(scaled, BigDecimal.valueOf(count)) : scaled);
  }
}
