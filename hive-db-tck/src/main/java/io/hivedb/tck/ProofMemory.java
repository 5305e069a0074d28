// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory at the end of a long run beside that after its first hundred rounds: of the database's
 * process where Linux tells it, and else of this JVM. Both are medians of some rounds, as memory
 * goes up and down with what waits to be collected.
 */
final class ProofMemory {

  private static final Logger LOG = LoggerFactory.getLogger(ProofMemory.class);

  private static final int EARLY = 100;
  private static final int LONG = 1_000;

  /** How many rounds before, and after the hundredth, are looked at. */
  private static final int AROUND = 20;

  private static final double MOST = 1.1;

  private final int rounds;
  private final List<Double> early = new ArrayList<>();
  private final List<Double> late = new ArrayList<>();

  ProofMemory(int rounds) {
    this.rounds = rounds;
  }

  void look(HiveDb db, int round) {
    if (rounds < LONG) {
      return;
    }
    if (Math.abs(round - EARLY) <= AROUND) {
      early.add(bytes(db));
    } else if (round > rounds - 2 * AROUND) {
      late.add(bytes(db));
    }
    if (round == rounds) {
      compare();
    }
  }

  private void compare() {
    double before = median(early);
    double now = median(late);
    LOG.info(
        "Memory after {} resets: {} MB, after {} resets: {} MB",
        EARLY,
        megabytes(before),
        rounds,
        megabytes(now));
    assertThat(now / before).as("memory after all rounds / after 100").isLessThan(MOST);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / (1 << 20));
  }

  private static double bytes(HiveDb db) {
    String pid = db.health().details().get("pid");
    Path status = Path.of("/proc/" + pid + "/status");
    if (pid == null || !Files.exists(status)) {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
