// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;

/** What a transaction that has written does around its commit. */
public interface CommitHook {

  /** Nothing: SQLite may commit single statements by itself. */
  CommitHook NONE =
      new CommitHook() {
        @Override
        public void before() {}

        @Override
        public void after() {}
      };

  /** Writes what belongs to the transaction, which is still open. */
  void before() throws SQLException;

  /** The transaction has committed. */
  void after();
}
