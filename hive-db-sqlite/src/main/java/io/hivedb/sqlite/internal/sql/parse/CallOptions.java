// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in and behind the brackets of a call.
 *
 * @param star {@code count(*)}
 * @param distinct DISTINCT arguments
 * @param orderBy ORDER BY of the arguments
 * @param withinGroup whether the order is that of WITHIN GROUP
 * @param filter FILTER (WHERE ...)
 * @param over OVER ...
 * @param variadic VARIADIC before the last argument
 */
public record CallOptions(
    boolean star,
    boolean distinct,
    List<OrderItem> orderBy,
    boolean withinGroup,
    @Nullable Expr filter,
    @Nullable Window over,
    boolean variadic) {

  /** A plain call. */
  public static final CallOptions NONE =
      new CallOptions(false, false, List.of(), false, null, null, false);

  /** Whether it is a plain call of a function. */
  public boolean plain() {
    return !star && !distinct && orderBy.isEmpty() && filter == null && over == null && !variadic;
  }
}
