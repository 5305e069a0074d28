// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import io.hivedb.spi.BackendDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The SQLite backend: translation, vectors, single statements, beside PGlite in the same run. */
final class SqliteBenchmark implements Benchmark {

  private static final String PEER = "pglite";
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final int EARLY_TRANSLATIONS = 100;
  private static final int WARMING_ROUNDS = 2000;
  private static final int COLD_TRANSLATIONS = 1500;
  private static final int SCANNED_ROWS = 200_000;

  private final Scale scale;

  SqliteBenchmark(Scale scale) {
    this.scale = scale;
  }

  @Override
  public List<Row> run(Peers peers) {
    List<Row> rows = new ArrayList<>();
    try (Subject ours = Subject.start("sqlite", null);
        BackendDatabase database = ours.create();
        Connection own = database.connection().dataSource().orElseThrow().getConnection()) {
      rows.addAll(translation());
      rows.addAll(life(database, own));
      rows.addAll(beside(own));
      rows.addAll(scans(own));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static List<Row> translation() throws SQLException {
    try (Translation translation = new Translation()) {
      double[] early = Medians.inTurns(EARLY_TRANSLATIONS, translation::cold);
      translation.warm(WARMING_ROUNDS);
      double[] cold = Medians.inTurns(COLD_TRANSLATIONS, translation::cold);
      double[] cached = Medians.inTurns(5, translation::cached);
      return List.of(
          Row.alone("translation from the cache", "µs", cached[0], 1),
          Row.alone("translation of a new statement", "µs", cold[0], 150),
          Row.alone(
              "translation of a new statement, in a JVM that has just started",
              "µs",
              early[0],
              INFINITE));
    }
  }

  private List<Row> life(BackendDatabase database, Connection own) throws SQLException {
    List<Row> rows = new ArrayList<>();
    double[] cold =
        Medians.coldInTurns(scale.starts(), SqliteLife::coldWithItsOwnJars, SqliteLife::cold);
    rows.add(Row.alone("first database in a cold JVM, to the first query", cold[0], 500));
    rows.add(Row.alone("the same with the 40 jars of these benchmarks", cold[1], INFINITE));
    try (HiveDb origin = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings())) {
      double[] further = Medians.inTurns(scale.rounds(), () -> SqliteLife.further(origin));
      rows.add(Row.alone("a further database (fork), to the first query", further[0], 10));
    }
    double[] reset = Medians.inTurns(scale.rounds(), SqliteLife.reset(database, own).timed());
    rows.add(Row.alone("reset of 30 tables, 10,000 rows", reset[0], 2));
    return rows;
  }

  private List<Row> beside(Connection own) throws SQLException {
    try (Subject pglite = Subject.start("pglite", null);
        BackendDatabase database = pglite.create();
        Connection peer = Subject.connect(database)) {
      List<Row> rows = new ArrayList<>();
      rows.add(
          row(
              scale.vectors() + " × 384: 5-NN by scan",
              NearestScan.of(scale.vectors(), 384),
              own,
              peer,
              20,
              2));
      rows.add(
          row(
              scale.vectors() + " × 1536: 5-NN by scan",
              NearestScan.of(scale.vectors(), 1536),
              own,
              peer,
              INFINITE,
              1));
      rows.add(
          row(
              "single-row insert",
              Statements.insert(scale.statements(), Medians::mean),
              own,
              peer,
              INFINITE,
              1));
      rows.add(
          row(
              "lookup by primary key",
              Statements.pointSelect(scale.statements(), Medians::mean),
              own,
              peer,
              INFINITE,
              1));
      return rows;
    }
  }

  private Row row(
      String what, Workload workload, Connection own, Connection peer, double most, double ratio)
      throws SQLException {
    double[] times =
        Medians.inTurns(scale.rounds(), workload.on(own).timed(), workload.on(peer).timed());
    return new Row(what, times[0], PEER, times[1], most, ratio);
  }

  /** Reported without a bar: every row goes through a Java function. */
  private List<Row> scans(Connection own) throws SQLException {
    Statements.run(
        own,
        "create table wide (id int primary key, n numeric(12, 2), j jsonb)",
        "insert into wide select i, i * 1.25, ('{\"k\": ' || i || '}')::jsonb from"
            + " generate_series(1, "
            + SCANNED_ROWS
            + ") i");
    List<Row> rows = new ArrayList<>();
    for (String filter : List.of("n > 100000.5", "(j ->> 'k')::int > 100000")) {
      double[] times =
          Medians.inTurns(
              3,
              () -> {
                long begin = System.nanoTime();
                try {
                  Starts.ask(own, "select count(*) from wide where " + filter);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
                return Starts.since(begin);
              });
      rows.add(Row.alone("scan of 200,000 rows where " + filter, times[0], INFINITE));
    }
    return rows;
  }

  @Override
  public Benchmark quick() {
    return new SqliteBenchmark(Scale.QUICK);
  }
}
