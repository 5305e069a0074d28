// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.internal.watch.Watch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

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

  /**
   * A connection of {@link #dataSource()} that is not looked for where connections are missed.
   *
   * @return it; the caller sees to it that it is closed
   * @throws SQLException if there is none
   */
  Connection connection() throws SQLException;

  /**
   * Writes the database as it is now: a script for {@link
   * io.hivedb.HiveDbConfig.Builder#restoreFrom} and, below {@code native}, what the backend can
   * read. Where this thread is in a transaction, the script is what that sees; else what is
   * committed.
   *
   * @param folder an empty folder
   * @return a sentence on the backend's form
   * @throws io.hivedb.HiveDbException if it cannot be written
   */
  String keep(Path folder);

  /**
   * What takes notes of its use.
   *
   * @return as it was given when the database was opened
   */
  Watch watch();
}
