// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The engine of one database, shared by all its connections. Thread-safe.
 *
 * <p>The catalogue lives in Java; the file keeps the log of the DDL statements, written by the same
 * transaction as their effect, from which {@link #load} makes it again. Sequences live in Java too,
 * as they are not transactional; {@link #flush} writes their state to the file.
 */
public final class SqlEngine {

  /** Begins with an empty catalogue. */
  public SqlEngine() {}

  /**
   * Makes the hidden tables where they are missing and reads catalogue and sequences. Call it once
   * after opening the file, and again after restoring it.
   */
  public void load(Connection raw) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the state of the sequences; call it outside of a transaction, before a copy of the file
   * is taken and before the last connection closes.
   */
  public void flush(Connection raw) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens the session of a raw connection of its own and registers all functions and collations on
   * it. The connection stays in autocommit mode; the caller sends BEGIN and COMMIT.
   */
  public SqlSession session(Connection raw) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The committed catalogue. */
  public Catalog catalog() {
    throw new UnsupportedOperationException();
  }
}
