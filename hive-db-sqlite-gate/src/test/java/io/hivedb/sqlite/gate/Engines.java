// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/** PGlite and SQLite side by side, a connection to each. */
final class Engines implements AutoCloseable {

  /** SQLSTATEs after which PGlite itself must be started anew: some statements crash it. */
  private static final Set<String> CRASHED = Set.of("XX000", "08006", "08003");

  private final String setup;
  private HiveDb pglite;
  private HiveDb sqlite;
  private Connection truth;
  private Connection ours;

  /** Starts both, each with the same tables. */
  Engines(String setup) throws SQLException {
    this.setup = setup;
    pglite = HiveDb.start(config -> config.backend("pglite"));
    sqlite = HiveDb.start(config -> config.backend("sqlite"));
    truth = pglite.dataSource().getConnection();
    ours = sqlite.dataSource().getConnection();
    run(truth, setup);
    run(ours, setup);
  }

  Connection truth() {
    return truth;
  }

  Connection ours() {
    return ours;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs on both what must not fail. */
  void both(String sql) throws SQLException {
    run(truth, sql);
    run(ours, sql);
  }

  Comparison compare(String sql) throws SQLException {
    Answer expected = Answer.of(truth, sql);
    Answer given = Answer.of(ours, sql);
    if (expected.state() != null && CRASHED.contains(expected.state())) {
      pglite.close();
      pglite = HiveDb.start(config -> config.backend("pglite"));
      truth = pglite.dataSource().getConnection();
      run(truth, setup);
    }
    return new Comparison(sql, expected, given);
  }

  /** Asks PostgreSQL, outside of a transaction, whether a failure without rows is of the plan. */
  Comparison planned(Comparison comparison) throws SQLException {
    boolean silent = comparison.verdict() == Comparison.Verdict.SILENT;
    if (!silent || !comparison.truth().failed()) {
      return comparison;
    }
    Answer plan = Answer.of(truth, "EXPLAIN " + comparison.sql());
    return Objects.equals(plan.state(), comparison.truth().state())
        ? comparison.failingToPlan()
        : comparison;
  }

  @Override
  public void close() throws SQLException {
    truth.close();
    ours.close();
    try {
      sqlite.close();
    } finally {
      pglite.close();
    }
  }
}
