// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A state of a database to which {@link HiveDb#reset} returns, and from which {@link
 * HiveDb#fork(Snapshot)} makes further databases. Several may be kept at once. Made by {@link
 * HiveDb#snapshot()}; it ends with the database that it was taken of.
 *
 * <p>Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Snapshot extends AutoCloseable {

  /**
   * Frees what the state holds, which may be as much memory or disk as a database. Databases made
   * from it stay. A second call does nothing.
   */
  @Override
  void close();
}
