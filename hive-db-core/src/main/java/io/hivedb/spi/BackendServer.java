// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.Health;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a provider starts once and shares: a process, a cluster, or nothing but a directory. For
 * implementors. Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendServer extends AutoCloseable {

  /**
   * Creates a database that no other sees into, with pgvector ready to use; or, where {@link
   * DatabaseSpec#isNamed()}, opens the one that the data directory or URL names.
   *
   * @param spec which
   * @return the database; the caller closes it
   * @throws io.hivedb.HiveDbException if it cannot be created
   */
  BackendDatabase create(DatabaseSpec spec);

  /**
   * Asks the server how it is, by talking to it.
   *
   * @return the answer; a server that cannot answer is reported, not thrown
   */
  Health health();

  /**
   * Returns what the server printed last, oldest line first.
   *
   * @return the lines, at most a few hundred; empty where there is no process
   */
  List<String> recentLog();

  /** Stops the server and what it still holds. A second call does nothing. */
  @Override
  void close();
}
