// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query with all that surrounds its body.
 *
 * @param with the common table expressions
 * @param recursive WITH RECURSIVE
 * @param body the query proper
 * @param orderBy ORDER BY
 * @param limit LIMIT or FETCH; {@code null} for none
 * @param offset OFFSET
 * @param withTies FETCH ... WITH TIES
 * @param lock FOR UPDATE or FOR SHARE
 * @param locked the names behind its OF
 * @param position where it begins
 */
public record Select(
    List<Cte> with,
    boolean recursive,
    Body body,
    List<OrderItem> orderBy,
    @Nullable Expr limit,
    @Nullable Expr offset,
    boolean withTies,
    RowLock lock,
    List<QualifiedName> locked,
    int position)
    implements Statement {

  /** The same query without its common table expressions. */
  public Select withoutTables() {
    return new Select(
        List.of(), false, body, orderBy, limit, offset, withTies, lock, locked, position);
  }

  /** What FOR UPDATE and its kin do about rows that others have locked. */
  public enum RowLock {
    /** No locks are taken. */
    NONE,
    /** Waits. */
    WAIT,
    /** SKIP LOCKED. */
    SKIP,
    /** NOWAIT. */
    FAIL
  }

  /** What a query is. */
  public sealed interface Body {}

  /**
   * SELECT ...
   *
   * @param groupBy the keys where there is one set of them
   * @param groupingSets what ROLLUP, CUBE and GROUPING SETS mean; empty without
   */
  public record Core(
      boolean distinct,
      List<Expr> distinctOn,
      List<Item> items,
      List<FromItem> from,
      @Nullable Expr where,
      List<Expr> groupBy,
      List<List<Expr>> groupingSets,
      @Nullable Expr having,
      List<NamedWindow> windows)
      implements Body {}

  /** VALUES ... */
  public record Values(List<List<Expr>> rows) implements Body {}

  /** UNION, INTERSECT or EXCEPT (the operator in lower case). */
  public record SetOperation(String operator, boolean all, Select left, Select right, int position)
      implements Body {}

  /** An output column with its alias. */
  public record Item(Expr value, @Nullable String alias) {}

  /** A window of the WINDOW clause. */
  public record NamedWindow(String name, Window window) {}

  /** A common table expression. */
  public record Cte(
      String name,
      List<String> columns,
      @Nullable Boolean materialized,
      Statement query,
      int position) {}

  /** The query of a body and nothing else. */
  public static Select of(Body body, int position) {
    return new Select(
        List.of(), false, body, List.of(), null, null, false, RowLock.NONE, List.of(), position);
  }
}
