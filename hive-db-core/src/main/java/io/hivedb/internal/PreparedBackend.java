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
 */
record PreparedBackend(BackendDatabase database, @Nullable BackendSnapshot state) {}
