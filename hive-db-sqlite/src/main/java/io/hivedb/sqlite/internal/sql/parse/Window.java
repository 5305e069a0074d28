// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window definition.
 *
 * @param name the window that it extends or is
 * @param partitionBy PARTITION BY
 * @param orderBy ORDER BY
 * @param frame the frame clause
 */
public record Window(
    @Nullable String name, List<Expr> partitionBy, List<OrderItem> orderBy, @Nullable Frame frame) {

  /**
   * A frame clause.
   *
   * @param mode rows, range or groups
   * @param start where the frame begins
   * @param end where it ends; {@code null} for the current row by default
   * @param exclusion {@code EXCLUDE ...} in SQL, or nothing
   */
  public record Frame(String mode, Bound start, @Nullable Bound end, String exclusion) {}

  /**
   * A border of a frame.
   *
   * @param text {@code UNBOUNDED PRECEDING}, {@code CURRENT ROW}, {@code PRECEDING} ...
   * @param offset the distance before PRECEDING or FOLLOWING
   */
  public record Bound(String text, @Nullable Expr offset) {}
}
