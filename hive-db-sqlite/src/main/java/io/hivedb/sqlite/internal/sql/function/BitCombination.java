// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** bit_and, bit_or and bit_xor of integers. */
final class BitCombination implements Accumulator {

  private final LongBinaryOperator operator;
  private @Nullable Long bits;

  BitCombination(LongBinaryOperator operator) {
    this.operator = operator;
  }

  @Override
  public void add(Args args) {
    if (!args.isNull(0)) {
      bits =
          bits == null
              ? (Long) args.integer(0)
              : (Long) operator.applyAsLong(bits, args.integer(0));
    }
  }

  @Override
  public @Nullable Object result() {
    return bits;
  }
}
