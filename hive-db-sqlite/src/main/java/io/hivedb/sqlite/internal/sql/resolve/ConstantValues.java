// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import org.jspecify.annotations.Nullable;

/** Computes constants while a statement is translated. */
public interface ConstantValues {

  /** Whether one of the values of a query without tables fails, as PostgreSQL would say it. */
  boolean fails(String query);

  /** The one value of a query without tables; null also where it fails. */
  @Nullable Object value(String query);
}
