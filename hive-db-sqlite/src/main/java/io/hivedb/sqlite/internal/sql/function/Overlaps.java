// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OVERLAPS. */
final class Overlaps {

  private Overlaps() {}

  static void register(Registry registry) {
    for (PgType type : List.of(DATE, TIMESTAMP, TIMESTAMPTZ, TIME)) {
      registry.template(
          "overlaps", BOOL, "pg_overlaps({0}, {1}, {2}, {3})", type, type, type, type);
    }
    registry.internal(
        "pg_overlaps", false, a -> overlaps(end(a, 0), end(a, 1), end(a, 2), end(a, 3)));
  }

  private static @Nullable Long end(Args a, int index) {
    return a.isNull(index) ? null : a.integer(index);
  }

  /** As PostgreSQL does: of a half-known period its known end counts as its start. */
  private static @Nullable Boolean overlaps(
      @Nullable Long a, @Nullable Long b, @Nullable Long c, @Nullable Long d) {
    if ((a == null && b == null) || (c == null && d == null)) {
      return null;
    }
    boolean firstTurned = a == null || (b != null && a > b);
    boolean secondTurned = c == null || (d != null && c > d);
    long start1 = Objects.requireNonNull(firstTurned ? b : a);
    Long end1 = firstTurned ? a : b;
    long start2 = Objects.requireNonNull(secondTurned ? d : c);
    Long end2 = secondTurned ? c : d;
    if (start1 == start2) {
      return (end1 == null || end2 == null) ? null : Boolean.TRUE;
    }
    Long endOfEarlier = start1 < start2 ? end1 : end2;
    Long endOfLater = start1 < start2 ? end2 : end1;
    if (endOfEarlier == null) {
      return null;
    }
    if (Math.max(start1, start2) < endOfEarlier) {
      return true;
    }
    return endOfLater == null ? null : Boolean.FALSE;
  }
}
