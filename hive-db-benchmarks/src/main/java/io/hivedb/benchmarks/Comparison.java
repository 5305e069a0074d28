// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The same workloads on three connections, turn by turn. */
final class Comparison {

  private static final String NATIVE = "native";
  private static final double NO_SLOWER = 1.1;
  private static final double MICROS = 1000;

  private final Scale scale;
  private final Connection ours;
  private final Connection socket;
  private final Optional<Connection> server;

  Comparison(Scale scale, Connection ours, Connection socket, Optional<Connection> server) {
    this.scale = scale;
    this.ours = ours;
    this.socket = socket;
    this.server = server;
  }

  List<Row> statements() throws SQLException {
    List<Row> rows = new ArrayList<>();
    addShort("point select, prepared", " (stretch: 1.6)", Statements::pointSelect, 2.2, rows);
    addShort("single-row insert, autocommit", "", Statements::insert, 2, rows);
    double[] batch = all(Statements.batch());
    rows.add(millis("batch of 1,000 inserts", PgliteBenchmark.SOCKET, batch, 1, 1 / 6.0));
    rows.add(millis("batch of 1,000 inserts", NATIVE, batch, 2, 2.5));
    double[] many = all(Statements.selectMany());
    rows.add(millis("select of 10,000 rows", PgliteBenchmark.SOCKET, many, 1, NO_SLOWER));
    // pglite-socket loses its connection in COPY.
    Medians.Timed none = () -> Double.NaN;
    double[] copy =
        Medians.inTurns(
            scale.rounds(),
            Statements.copyIn(scale.copied()).on(ours).timed(),
            server.isEmpty() ? none : Statements.copyIn(scale.copied()).on(server.get()).timed());
    rows.add(millis("COPY in of " + grouped(scale.copied()) + " rows", NATIVE, copy, 1, 3));
    return rows;
  }

  /**
   * The bars are for the mean of a turn. A moment in which the system gives the processor to others
   * weighs in it as much as dozens of statements, so the median is shown too.
   */
  private void addShort(
      String what, String remark, ShortStatements statements, double ratio, List<Row> rows)
      throws SQLException {
    double[] mean = warm(statements.of(scale.statements(), Medians::mean));
    rows.add(micros(what, PgliteBenchmark.SOCKET, mean, 1, 0.6));
    rows.add(micros(what + remark, NATIVE, mean, 2, ratio));
    double[] median = warm(statements.of(scale.statements(), Medians::median));
    String each = what + ": median of single ones";
    rows.add(micros(each, PgliteBenchmark.SOCKET, median, 1, Double.POSITIVE_INFINITY));
    rows.add(micros(each, NATIVE, median, 2, Double.POSITIVE_INFINITY));
  }

  /** A workload of so many equal statements, and of what their times are put together to. */
  @FunctionalInterface
  private interface ShortStatements {
    Workload of(int times, ToDoubleFunction<double[]> summary);
  }

  List<Row> vectors() throws SQLException {
    Vectors.load(ours, scale.vectors());
    Vectors.load(socket, scale.vectors());
    String size = grouped(scale.vectors()) + " × 384";
    double[] exact = twice(Vectors.nearest());
    double[] build =
        Medians.coldInTurns(
            scale.builds(), Vectors.build().on(ours).timed(), Vectors.build().on(socket).timed());
    double[] hnsw = twice(Vectors.nearest());
    return List.of(
        millis("exact 5-NN over " + size, PgliteBenchmark.SOCKET, exact, 1, NO_SLOWER),
        millis("HNSW build over " + size, PgliteBenchmark.SOCKET, build, 1, NO_SLOWER),
        millis("HNSW 5-NN over " + size, PgliteBenchmark.SOCKET, hnsw, 1, NO_SLOWER));
  }

  /** The same after so many unmeasured turns that V8 and the JVM have compiled what is used. */
  private double[] warm(Workload workload) throws SQLException {
    return all(
        connection -> {
          Workload.Action action = workload.on(connection);
          for (int turn = 0; turn < scale.warmUps(); turn++) {
            action.run();
          }
          return action;
        });
  }

  /** Ours, pglite-socket, native. */
  private double[] all(Workload workload) throws SQLException {
    Medians.Timed own = workload.on(ours).timed();
    Medians.Timed peer = workload.on(socket).timed();
    if (server.isEmpty()) {
      double[] two = Medians.inTurns(scale.rounds(), own, peer);
      return new double[] {two[0], two[1], Double.NaN};
    }
    return Medians.inTurns(scale.rounds(), own, peer, workload.on(server.get()).timed());
  }

  private double[] twice(Workload workload) throws SQLException {
    return Medians.inTurns(scale.rounds(), workload.on(ours).timed(), workload.on(socket).timed());
  }

  private static Row millis(String what, String peer, double[] times, int theirs, double ratio) {
    return Row.against(peer, what, "ms", times[0], times[theirs], ratio);
  }

  private static Row micros(String what, String peer, double[] times, int theirs, double ratio) {
    return Row.against(peer, what, "µs", times[0] * MICROS, times[theirs] * MICROS, ratio);
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
