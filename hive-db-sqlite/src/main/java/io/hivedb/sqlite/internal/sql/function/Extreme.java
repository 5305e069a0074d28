// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * min and max of types whose equal values may look different, such as 1.0 and 1.00: PostgreSQL
 * gives the last of them, SQLite the first.
 */
final class Extreme implements Accumulator {

  /** What may still become the result: each is better than all after it. */
  private final Deque<Candidate> candidates = new ArrayDeque<>();

  private final PgType type;
  private final int sign;
  private long added;
  private long removed;

  Extreme(PgType type, boolean smallest) {
    this.type = type;
    sign = smallest ? 1 : -1;
  }

  private record Candidate(long number, Object value) {}

  @Override
  public void add(Args args) {
    if (args.isNull(0)) {
      return;
    }
    Object value = args.value(0);
    while (!candidates.isEmpty()
        && sign * Ordering.compare(candidates.getLast().value(), value, type) >= 0) {
      candidates.removeLast();
    }
    candidates.add(new Candidate(added++, value));
  }

  @Override
  public void remove(Args args) {
    if (args.isNull(0)) {
      return;
    }
    removed++;
    while (!candidates.isEmpty() && candidates.getFirst().number() < removed) {
      candidates.removeFirst();
    }
  }

  @Override
  public boolean isReversible() {
    return true;
  }

  @Override
  public @Nullable Object result() {
    return candidates.isEmpty() ? null : candidates.getFirst().value();
  }
}
