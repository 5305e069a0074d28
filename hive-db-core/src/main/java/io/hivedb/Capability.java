// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What not every backend can do; a test that needs one asks for it by name. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Capability {
  /** Two transactions that are open, and write, at the same time. */
  CONCURRENT_TRANSACTIONS,
  /**
   * Approximate vector search by an HNSW index; elsewhere the index is accepted, the search exact.
   */
  HNSW_INDEX,
  /** {@code LISTEN} and {@code NOTIFY}. */
  LISTEN_NOTIFY,
  /** {@link java.sql.Statement#cancel()} and query timeouts stop a running statement. */
  STATEMENT_CANCEL,
  /** Columns and parameters of array type. */
  ARRAYS,
  /** Functions and procedures written in PL/pgSQL. */
  STORED_PROCEDURES,
  /** A data directory that outlives the process. */
  PERSISTENCE,
  /** {@link HiveDb#snapshot()}, {@link HiveDb#reset} and {@link HiveDb#fork()}. */
  SNAPSHOTS
}
