// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes constants of a statement: while it is translated, or with the parameters of a run. */
public interface ConstantValues {

  /** Whether parameters have values here. */
  boolean areBound();

  /** Whether one of some constants fails, as PostgreSQL would say it. */
  boolean fail(List<String> constants);

  /** The value of a constant; null also where it fails. */
  @Nullable Object value(String constant);
}
