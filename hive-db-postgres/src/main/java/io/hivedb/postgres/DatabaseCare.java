// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

/** What may be done to a database depends on whose it is. */
interface DatabaseCare {

  /** Keeps its present state. */
  PostgresSnapshot snapshot();

  /** Returns it to a state. */
  void reset(PostgresSnapshot snapshot);

  /** It is not used any more. */
  void end();
}
