// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import io.hivedb.tck.Requirement;
import java.io.IOException;
import java.io.OutputStream;

/** Settings of the gate, and what it needs. */
final class Gate {

  private Gate() {}

  /** Skips where there is no Node.js, unless {@code -Dhive.test.require} names SQLite. */
  static void requireNode() throws InterruptedException {
    boolean found;
    try {
      Process process = new ProcessBuilder("node", "--version").start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      found = process.waitFor() == 0;
    } catch (IOException e) {
      found = false;
    }
    Requirement.check("sqlite", found, "there is no Node.js to run PostgreSQL in");
  }

  static long seed() {
    return Long.getLong("hive.gate.seed", 20_261_121L);
  }

  /** How long random statements are made at most. */
  static long seconds() {
    return Long.getLong("hive.gate.seconds", 60L);
  }

  /**
   * How many random statements are made at most: by default as many on a slow machine as on a fast
   * one, and without end where a time is given.
   */
  static int statements() {
    return Long.getLong("hive.gate.seconds") == null ? 5_000 : Integer.MAX_VALUE;
  }

  /** How many arguments each function, operator and cast gets. */
  static int tuples() {
    return Integer.getInteger("hive.gate.tuples", 6);
  }
}
