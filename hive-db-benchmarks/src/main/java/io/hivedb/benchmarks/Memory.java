// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Memory of another process, as Linux counts it; not a number elsewhere. */
final class Memory {

  private static final double KILOBYTES_PER_MEGABYTE = 1024;
  private static final int REST = 1500;
  private static final int SAMPLES = 5;

  private Memory() {}

  /**
   * What is resident once the process has come to rest, for which it has two seconds, in MB. What
   * it prepares meanwhile, such as an engine that stands by, counts.
   */
  static double idle(long pid) throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(REST));
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < SAMPLES; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      least = Math.min(least, megabytes(pid, "VmRSS:"));
    }
    return Double.isInfinite(least) ? Double.NaN : least;
  }

  /** The most that was ever resident, in MB. */
  static double peak(long pid) throws IOException {
    return megabytes(pid, "VmHWM:");
  }

  private static double megabytes(long pid, String field) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
        .map(kilobytes -> kilobytes / KILOBYTES_PER_MEGABYTE)
        .findFirst()
        .orElse(Double.NaN);
  }
}
