// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;

/** A database that tells the state in which it was given. */
public interface PreparedDatabase extends HiveDb {

  /**
   * The state after the preparation. Where its server keeps none, the present state is taken: call
   * it before anything changes.
   *
   * @return a state to {@link #reset} to, always the same one
   * @throws UnsupportedOperationException where {@link io.hivedb.Capability#SNAPSHOTS} is missing
   */
  Snapshot prepared();
}
