// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.sqlite.internal.jdbc.CommitHook;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import java.sql.Connection;
import java.sql.SQLException;

/** Commits the state of the sequences with the rows that got their numbers from them. */
final class SequenceWriter implements CommitHook {

  private final SqlEngine engine;
  private final Connection raw;
  private long version;

  SequenceWriter(SqlEngine engine, Connection raw) {
    this.engine = engine;
    this.raw = raw;
  }

  @Override
  public void before() throws SQLException {
    version = engine.writeSequences(raw);
  }

  @Override
  public void after() {
    engine.written(version);
  }
}
