// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory at the end of a long run beside that after its first hundred rounds: of the database's
 * process where Linux tells it, and else of this JVM.
 */
final class ProofMemory {

  private static final Logger LOG = LoggerFactory.getLogger(ProofMemory.class);

  private static final int EARLY = 100;
  private static final int LONG = 1_000;
  private static final double MOST = 1.1;

  private final int rounds;
  private double early;

  ProofMemory(int rounds) {
    this.rounds = rounds;
  }

  void look(HiveDb db, int round) {
    if (rounds < LONG || (round != EARLY && round != rounds)) {
      return;
    }
    double now = bytes(db);
    if (round == EARLY) {
      early = now;
    } else {
      LOG.info(
          "Memory after {} resets: {} MB, after {} resets: {} MB",
          EARLY,
          megabytes(early),
          round,
          megabytes(now));
      assertThat(now / early).as("memory after all rounds / after 100").isLessThan(MOST);
    }
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
