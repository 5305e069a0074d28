// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Further live databases of a prepared one: their time, and the memory of the process. */
record Forks(String backend) {

  private static final int COUNT = 5;
  private static final double MOST_MILLIS = 45;
  private static final double MOST_MEGABYTES = 30;
  private static final double MOST_SPARE_MILLIS = 10;

  static Forks of(String backend) {
    return new Forks(backend);
  }

  List<Row> rows() {
    double[] measured = measure();
    return List.of(
        Row.alone(backend + ": fork() into a further live database", measured[0], MOST_MILLIS),
        Row.alone(
            backend + ": memory of a further live database", "MB", measured[1], MOST_MEGABYTES),
        Row.alone(backend + ": fork() from a spare engine", measured[2], MOST_SPARE_MILLIS));
  }

  private double[] measure() {
    List<HiveDb> forks = new ArrayList<>();
    try (FreshDatabases ours = FreshDatabases.withVectors(backend)) {
      long pid = Long.parseLong(ours.database().health().details().get("pid"));
      forks.add(ours.forked());
      double one = Memory.idle(pid);
      double[] times = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        long begin = System.nanoTime();
        HiveDb fork = ours.forked();
        times[i] = Starts.since(begin);
        forks.add(fork);
      }
      double each = (Memory.idle(pid) - one) / COUNT;
      // What was closed leaves an engine to spare.
      forks.forEach(HiveDb::close);
      double spare = Medians.coldInTurns(COUNT, ours::fork)[0];
      return new double[] {Medians.median(times), each, spare};
    } catch (UnsupportedOperationException e) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      forks.forEach(HiveDb::close);
    }
  }
}
