// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A prepared database of ours, from which tests get a fresh one each. */
final class FreshDatabases implements AutoCloseable {

  private final HiveDb db;
  private final Snapshot prepared;

  private FreshDatabases(HiveDb db, Snapshot prepared) {
    this.db = db;
    this.prepared = prepared;
  }

  static FreshDatabases in(String mode) {
    HiveDb db = Starts.open(mode);
    try (Connection connection = db.dataSource().getConnection()) {
      PreparedSchema.create(connection);
    } catch (SQLException e) {
      db.close();
      throw new IllegalStateException("the schema failed in mode " + mode, e);
    }
    return new FreshDatabases(db, db.snapshot());
  }

  /** For a test of the same class: the database is reset behind its data source. */
  double reset() {
    long begin = System.nanoTime();
    db.reset(prepared);
    return firstQuery(db.dataSource(), begin);
  }

  /** For the next class: a further database. */
  double fork() {
    long begin = System.nanoTime();
    try (HiveDb fork = db.fork(prepared)) {
      return firstQuery(fork.dataSource(), begin);
    }
  }

  private static double firstQuery(DataSource dataSource, long begin) {
    try (Connection connection = dataSource.getConnection()) {
      PreparedSchema.check(connection);
      double time = Starts.since(begin);
      PreparedSchema.disturb(connection);
      return time;
    } catch (SQLException e) {
      throw new IllegalStateException("a fresh database failed", e);
    }
  }

  DataSource dataSource() {
    return db.dataSource();
  }

  HiveDb database() {
    return db;
  }

  @Override
  public void close() {
    db.close();
  }
}
