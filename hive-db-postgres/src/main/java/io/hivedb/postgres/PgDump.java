// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** PostgreSQL's own program that writes a database, wherever it can be had. */
interface PgDump {

  /**
   * Writes an archive for {@code pg_restore}.
   *
   * @throws IOException if it fails, with what it printed
   * @throws UnsupportedOperationException with a sentence that says why, if there is none that can
   */
  void write(ServerAddress database, Path file) throws IOException;
}
