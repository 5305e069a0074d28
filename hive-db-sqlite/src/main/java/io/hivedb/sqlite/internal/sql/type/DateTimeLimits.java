// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** The range of dates and timestamps. */
public final class DateTimeLimits {

  /**
   * The first timestamp after those that can be stored: in the year 294247. PostgreSQL goes on for
   * thirty years more, as it counts from 2000.
   */
  public static final long MOST_TIMESTAMP = 106_751_991L * 86_400_000_000L;

  /** The first timestamp that PostgreSQL has: 4714-11-24 BC. */
  public static final long LEAST_TIMESTAMP = -210_866_803_200_000_000L;

  /** The first day after those that PostgreSQL has: 5874898-01-01. */
  static final long MOST_DATE = 2_145_042_906L;

  static final long LEAST_DATE = -2_440_588L;

  private DateTimeLimits() {}

  /** A timestamp that PostgreSQL has too. */
  public static long checked(long micros) {
    if (!inRange(micros)) {
      throw new PgException("22008", "timestamp out of range");
    }
    return micros;
  }

  static boolean inRange(long micros) {
    return micros < MOST_TIMESTAMP && micros >= LEAST_TIMESTAMP;
  }

  /** A day moved by some days. */
  public static long plusDays(long day, long days) {
    if (DateTimes.isInfinite(day)) {
      return day;
    }
    if (day + days >= MOST_DATE || day + days < LEAST_DATE) {
      throw new PgException("22008", "date out of range");
    }
    return day + days;
  }
}
