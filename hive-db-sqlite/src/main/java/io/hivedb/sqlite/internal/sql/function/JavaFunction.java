// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import org.jspecify.annotations.Nullable;

/** The body of a function: stored values in, a stored value (or a Boolean, Integer) out. */
@FunctionalInterface
public interface JavaFunction {

  /** Computes the result. */
  @Nullable Object call(Args args);
}
