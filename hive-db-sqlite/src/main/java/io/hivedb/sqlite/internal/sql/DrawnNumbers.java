// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** What a statement drew from sequences, so that it can be run again without drawing more. */
final class DrawnNumbers {

  /** A statement that draws more is not run again. */
  private static final int MOST = 10_000;

  private long[] numbers = new long[8];
  private int count;
  private int next = -1;

  /** Another statement begins. */
  void clear() {
    count = 0;
    next = -1;
  }

  /** Repeats the numbers from now on, or no longer; tells whether all are known. */
  boolean repeat(boolean on) {
    next = on ? 0 : -1;
    return count <= MOST;
  }

  /** A number that is drawn, or drawn again. */
  long next(LongSupplier sequence) {
    if (next < 0) {
      return keep(sequence.getAsLong());
    }
    int known = Math.min(count, MOST);
    // SQLite may make rows ahead that it did not come to before; they are taken back.
    return next < known ? numbers[next++] : known == 0 ? 0 : numbers[known - 1];
  }

  private long keep(long number) {
    if (count < MOST) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count] = number;
    }
    count++;
    return number;
  }
}
