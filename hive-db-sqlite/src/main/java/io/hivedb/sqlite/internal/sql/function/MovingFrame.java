// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that cannot take rows out again, over a frame that moves: it begins anew for each
 * row, as PostgreSQL does for it. The first argument is its name in SQLite.
 */
final class MovingFrame implements Accumulator {

  private final Deque<Args> rows = new ArrayDeque<>();
  private String name = "";

  @Override
  public void add(Args args) {
    name = args.text(0);
    rows.addLast(new LaterArgs(args, 1));
  }

  @Override
  public void remove(Args args) {
    rows.removeFirst();
  }

  @Override
  public @Nullable Object result() {
    if (rows.isEmpty()) {
      return null;
    }
    Accumulator fresh = NativeAggregates.accumulator(name);
    rows.forEach(fresh::add);
    return fresh.result();
  }
}
