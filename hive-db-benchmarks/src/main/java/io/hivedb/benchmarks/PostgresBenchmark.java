// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;

/** Starts, fresh databases and statements of the backend postgresql, against its peers. */
record PostgresBenchmark(int starts, int copies, int batches) implements Benchmark {

  /** Enough for medians that another run repeats. */
  static final PostgresBenchmark FULL = new PostgresBenchmark(11, 51, 201);

  private static final double ANY = Double.POSITIVE_INFINITY;

  @Override
  public Benchmark quick() {
    return new PostgresBenchmark(1, 3, 3);
  }

  @Override
  public List<String> environment() {
    return List.of(
        "zonky's embedded PostgreSQL 2.2 with binaries 18, its defaults; its copy is the"
            + " `CREATE DATABASE … TEMPLATE` that its providers run, with the connections they use.",
        "30 tables with two indexes each, 10,000 rows; before each fresh database a test wrote 1,000"
            + " rows, and made and dropped a table.");
  }

  @Override
  public List<Row> run(Peers peers) {
    List<Row> rows = new ArrayList<>(measureStarts());
    try (Zonky zonky = Zonky.prepared()) {
      rows.addAll(freshDatabases("local", zonky));
      rows.addAll(freshDatabases("container", zonky));
    }
    rows.add(freshContainers());
    rows.add(statements());
    return rows;
  }

  private List<Row> measureStarts() {
    double[] local = Medians.inTurns(starts, () -> Starts.postgres("local"), Zonky::start);
    double[] container =
        Medians.inTurns(starts, () -> Starts.postgres("container"), Starts::testcontainers);
    return List.of(
        new Row("local: start to first query", local[0], "zonky", local[1], 150, 0.25),
        new Row(
            "container: start to first query",
            container[0],
            "Testcontainers",
            container[1],
            ANY,
            1.05));
  }

  private List<Row> freshDatabases(String mode, Zonky zonky) {
    // The bar is local mode's: a container's server is reached through Docker's proxy.
    double most = mode.equals("local") ? 20 : ANY;
    double ratio = mode.equals("local") ? 0.25 : ANY;
    try (FreshDatabases ours = FreshDatabases.in(mode)) {
      double[] reset = Medians.inTurns(copies, ours::reset, zonky::freshDatabase);
      double[] fork = Medians.inTurns(copies, ours::fork, zonky::freshDatabase);
      return List.of(
          new Row(
              mode + ": reset to a prepared state, to first query",
              reset[0],
              "zonky's template copy",
              reset[1],
              most,
              ratio),
          new Row(
              mode + ": database for a class, to first query",
              fork[0],
              "zonky's template copy",
              fork[1],
              most,
              ratio));
    }
  }

  /** Testcontainers as it comes has one way to a fresh database, and that one is empty. */
  private Row freshContainers() {
    try (FreshDatabases ours = FreshDatabases.in("container")) {
      double[] times = Medians.inTurns(starts, ours::fork, Starts::testcontainers);
      return new Row(
          "container: database for a class, to first query",
          times[0],
          "Testcontainers, a container for each class",
          times[1],
          ANY,
          ANY);
    }
  }

  private Row statements() {
    try (FreshDatabases ours = FreshDatabases.in("local");
        HikariDataSource plain = PooledQueries.plainPool(ours.database())) {
      double[] times =
          Medians.inTurns(
              batches,
              () -> PooledQueries.milliseconds(ours.dataSource()),
              () -> PooledQueries.milliseconds(plain));
      return new Row(
          "1,000 queries, each on a pooled connection",
          times[0],
          "pgjdbc + HikariCP",
          times[1],
          ANY,
          1.05);
    }
  }
}
