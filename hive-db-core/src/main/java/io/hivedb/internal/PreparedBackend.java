// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A database after its preparation.
 *
 * @param database the database
 * @param state the state that it is in, which its server keeps; or null where none is kept
 * @param lease holds the state for as long as the database is open
 */
record PreparedBackend(
    BackendDatabase database, @Nullable BackendSnapshot state, @Nullable Lease lease)
    implements AutoCloseable {

  PreparedBackend(BackendDatabase database, @Nullable BackendSnapshot state) {
    this(database, state, null);
  }

  PreparedBackend held(Lease by) {
    return new PreparedBackend(database, state, by);
  }

  @Override
  public void close() {
    try (lease) {
      database.close();
    }
  }
}
