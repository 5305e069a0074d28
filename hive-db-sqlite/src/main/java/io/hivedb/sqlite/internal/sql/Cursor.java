// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cursor: its rows, all read when it was declared, and where it stands. */
public final class Cursor {

  /** What is known of going back. */
  public enum Scrolling {
    /** It may. */
    BOTH,
    /** NO SCROLL. */
    FORWARD,
    /** It depends on PostgreSQL's plan. */
    UNKNOWN
  }

  private final List<ResultColumn> columns;
  private final List<@Nullable Object[]> rows;
  private final Scrolling scrolling;
  private final boolean hold;

  /** 0 before the first row, one more than there are behind the last. */
  private long at;

  /** A cursor before its first row. */
  public Cursor(
      List<ResultColumn> columns,
      List<@Nullable Object[]> rows,
      Scrolling scrolling,
      boolean hold) {
    this.columns = columns;
    this.rows = rows;
    this.scrolling = scrolling;
    this.hold = hold;
  }

  /** What its columns are. */
  public List<ResultColumn> columns() {
    return columns;
  }

  boolean hold() {
    return hold;
  }

  /** Moves, and returns the rows on the way. */
  public List<@Nullable Object[]> fetch(SessionStatement.Fetch fetch) {
    return switch (fetch.direction()) {
      case FORWARD -> run(fetch.count());
      case ABSOLUTE -> jump(fetch.count() < 0 ? rows.size() + 1 + fetch.count() : fetch.count());
      case RELATIVE -> fetch.count() == 0 ? run(0) : jump(at + fetch.count());
    };
  }

  private List<@Nullable Object[]> run(long count) {
    if (count == 0) {
      return row(at);
    }
    return count > 0 ? forward(count) : backward(-count);
  }

  private List<@Nullable Object[]> forward(long count) {
    List<@Nullable Object[]> found = new ArrayList<>();
    while (found.size() < count && at <= rows.size()) {
      at++;
      found.addAll(row(at));
    }
    return found;
  }

  private List<@Nullable Object[]> backward(long count) {
    checkBack();
    List<@Nullable Object[]> found = new ArrayList<>();
    while (found.size() < count && at > 0) {
      at--;
      found.addAll(row(at));
    }
    return found;
  }

  private List<@Nullable Object[]> jump(long target) {
    if (target <= at) {
      checkBack();
    }
    at = Math.max(0, Math.min(target, rows.size() + 1L));
    return row(at);
  }

  private List<@Nullable Object[]> row(long number) {
    boolean exists = number >= 1 && number <= rows.size();
    return exists ? List.<@Nullable Object[]>of(rows.get((int) number - 1)) : List.of();
  }

  private void checkBack() {
    if (scrolling == Scrolling.FORWARD) {
      throw new PgException("55000", "cursor can only scan forward")
          .hint("Declare it with SCROLL option to enable backward scan.");
    }
    if (scrolling == Scrolling.UNKNOWN) {
      throw PgException.unsupported("going back in a cursor without SCROLL");
    }
  }
}
