// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.spi.BackendDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The PGlite backend beside pglite-socket as shipped, and a native server without fsync. */
final class PgliteBenchmark implements Benchmark {

  static final String SOCKET = "pglite-socket";
  private static final double START = 350;

  private final Scale scale;
  private final List<String> environment = new ArrayList<>();

  PgliteBenchmark(Scale scale) {
    this.scale = scale;
  }

  @Override
  public List<Row> run(Peers peers) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    rows.add(start(peers));
    try (Subject ours = Subject.start("pglite", null);
        PgliteSocket socket = peers.pgliteSocketWithVector()) {
      environment.add(
          "Ours: PostgreSQL %s in WebAssembly (PGlite %s), pgvector %s, Node.js %s."
              .formatted(
                  ours.detail("version"),
                  ours.detail("pglite"),
                  ours.detail("pgvector"),
                  ours.detail("node")));
      environment.add(
          "pglite-socket %s with PGlite %s, as npm has them."
              .formatted(peers.version("pglite-socket"), peers.version("pglite")));
      rows.addAll(new PgliteMemory(scale).idle(ours, socket));
      rows.addAll(statements(ours, socket));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    rows.addAll(PgliteLoad.run(scale));
    rows.addAll(inOneProcess());
    return rows;
  }

  private List<Row> inOneProcess() throws IOException {
    PgliteMemory memory = new PgliteMemory(scale);
    try {
      List<Row> rows = new ArrayList<>(memory.ownThreads());
      rows.add(memory.peak());
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Row start(Peers peers) {
    double[] starts =
        Medians.inTurns(scale.starts(), () -> Starts.hiveDb("pglite"), peers::pgliteSocketStart);
    return new Row(
        "HiveDb.start() to the first query's result", starts[0], SOCKET, starts[1], START, 1 / 8.0);
  }

  private List<Row> statements(Subject ours, PgliteSocket socket) throws SQLException {
    try (Native server = Native.start();
        BackendDatabase database = ours.create();
        Connection own = Subject.connect(database);
        Connection socketConnection = socket.connect()) {
      environment.add(server.description());
      Statements.run(socketConnection, "create extension if not exists vector");
      Comparison comparison = new Comparison(scale, own, socketConnection, server.connection());
      List<Row> rows = new ArrayList<>(comparison.statements());
      rows.addAll(comparison.vectors());
      return rows;
    }
  }

  @Override
  public List<String> environment() {
    return environment;
  }

  @Override
  public Benchmark quick() {
    return new PgliteBenchmark(Scale.QUICK);
  }
}
