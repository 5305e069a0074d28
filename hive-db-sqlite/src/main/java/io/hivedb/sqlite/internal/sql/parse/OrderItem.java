// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/**
 * A key of ORDER BY.
 *
 * @param key what to sort by
 * @param descending DESC
 * @param nullsFirst NULLS FIRST or LAST; {@code null} where it is not written
 */
public record OrderItem(Expr key, boolean descending, @Nullable Boolean nullsFirst) {

  /** PostgreSQL sorts nulls as larger than all else. */
  public boolean nullsComeFirst() {
    return nullsFirst != null ? nullsFirst : descending;
  }
}
