// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.spi.BackendDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Resident memory of the Node.js process, and the price of further databases in it. */
final class PgliteMemory {

  private static final double IDLE = 140;
  private static final double PEAK = 250;
  private static final double FURTHER_MILLIS = 50;
  private static final double FURTHER_MEGABYTES = 30;
  private static final double THREAD_MILLIS = 150;
  private static final double THREAD_MEGABYTES = 55;
  private static final int THREADS = 3;
  private static final int CLASSES = 10;
  private static final int GLOSSES = 1000;
  private static final int SEARCHES = 20;

  private final Scale scale;

  PgliteMemory(Scale scale) {
    this.scale = scale;
  }

  /** Further databases, of which each has a thread of its own. */
  List<Row> ownThreads() throws SQLException, IOException {
    Map<String, String> threads = Map.of("hive.pglite.engine-threads", "" + (THREADS + 1));
    List<BackendDatabase> databases = new ArrayList<>();
    try (Subject ours = Subject.start("pglite", null, threads)) {
      long pid = Long.parseLong(ours.detail("pid"));
      addDatabase(ours, databases);
      double first = Memory.idle(pid);
      double[] times = new double[THREADS];
      for (int i = 0; i < times.length; i++) {
        times[i] = addDatabase(ours, databases);
      }
      double each = (Memory.idle(pid) - first) / times.length;
      return List.of(
          Row.alone(
              "each further live database in a thread of its own, to the first query's result",
              Medians.median(times),
              THREAD_MILLIS),
          Row.alone(
              "each further live database in a thread of its own, memory",
              "MB",
              each,
              THREAD_MEGABYTES));
    }
  }

  /** Measured on a fresh server. */
  List<Row> idle(Subject ours, PgliteSocket socket) throws SQLException, IOException {
    long pid = Long.parseLong(ours.detail("pid"));
    List<BackendDatabase> databases = new ArrayList<>();
    try {
      double[] times = new double[scale.databases()];
      addDatabase(ours, databases);
      double own = Memory.idle(pid);
      for (int i = 0; i < times.length; i++) {
        times[i] = addDatabase(ours, databases);
      }
      double each = (Memory.idle(pid) - own) / times.length;
      try (Connection connection = socket.connect()) {
        Starts.ask(connection, "select 1");
      }
      return List.of(
          new Row(
              "resident memory of the Node.js process, one idle database",
              "MB",
              own,
              PgliteBenchmark.SOCKET,
              Memory.idle(socket.pid()),
              IDLE,
              1),
          Row.alone(
              "each further live database, to the first query's result",
              Medians.median(times),
              FURTHER_MILLIS),
          Row.alone("each further live database, memory", "MB", each, FURTHER_MEGABYTES));
    } finally {
      databases.forEach(BackendDatabase::close);
    }
  }

  private static double addDatabase(Subject ours, List<BackendDatabase> databases)
      throws SQLException {
    long begin = System.nanoTime();
    BackendDatabase database = ours.create();
    databases.add(database);
    try (Connection connection = Subject.connect(database)) {
      Starts.ask(connection, "select 1");
      return Starts.since(begin);
    }
  }

  /** A test run: classes one after another, each with a database, an index and some searches. */
  Row peak() throws IOException {
    try (Subject ours = Subject.start("pglite", null)) {
      for (int i = 0; i < CLASSES; i++) {
        testClass(ours);
      }
      return Row.alone(
          "peak resident memory of a run of 10 test classes, each 1,000 × 384 with HNSW",
          "MB",
          Memory.peak(Long.parseLong(ours.detail("pid"))),
          PEAK);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void testClass(Subject ours) throws SQLException {
    try (BackendDatabase database = ours.create();
        Connection connection = Subject.connect(database)) {
      Vectors.load(connection, GLOSSES);
      Vectors.build().on(connection).run();
      Workload.Action nearest = Vectors.nearest().on(connection);
      for (int i = 0; i < SEARCHES; i++) {
        nearest.run();
      }
    }
  }
}
