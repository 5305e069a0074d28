// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A prepared database of ours, from which tests get a fresh one each. */
final class FreshDatabases implements AutoCloseable {

  private static final int VECTORS = 1_000;

  private final HiveDb db;
  private final Snapshot prepared;

  private FreshDatabases(HiveDb db, Snapshot prepared) {
    this.db = db;
    this.prepared = prepared;
  }

  static FreshDatabases in(String mode) {
    return prepared(Starts.open(mode), 0);
  }

  /** With 1,000 vectors and an HNSW index besides. */
  static FreshDatabases withVectors(String backend) {
    return prepared(Starts.running(backend), VECTORS);
  }

  private static FreshDatabases prepared(HiveDb db, int vectors) {
    try (Connection connection = db.dataSource().getConnection()) {
      PreparedSchema.create(connection);
      if (vectors > 0) {
        Vectors.load(connection, vectors);
        Statements.run(
            connection, "create index embedded_hnsw on embedded using hnsw (v vector_l2_ops)");
      }
    } catch (SQLException e) {
      db.close();
      throw new IllegalStateException("the schema failed on " + db, e);
    }
    try {
      return new FreshDatabases(db, db.snapshot());
    } catch (UnsupportedOperationException e) {
      db.close();
      throw e;
    }
  }

  /** A further database, which has answered; the caller closes it. */
  HiveDb forked() {
    HiveDb fork = db.fork(prepared);
    try (Connection connection = fork.dataSource().getConnection()) {
      PreparedSchema.check(connection);
      return fork;
    } catch (SQLException e) {
      fork.close();
      throw new IllegalStateException("a fork failed", e);
    }
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
