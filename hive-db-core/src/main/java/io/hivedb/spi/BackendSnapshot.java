// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A state of a database that its server keeps, made by {@link BackendDatabase#snapshot()}. For
 * implementors. Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendSnapshot extends AutoCloseable {

  /** Frees what the state holds; databases made from it stay. A second call does nothing. */
  @Override
  void close();
}
