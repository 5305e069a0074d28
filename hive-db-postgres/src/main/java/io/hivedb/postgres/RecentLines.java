// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an output. Safe to use from several threads at once. */
final class RecentLines {

  private static final int MOST = 300;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String output) {
    for (String line : output.lines().toList()) {
      if (lines.size() == MOST) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  /** The last few lines, for an error message. */
  synchronized String last(int count) {
    List<String> all = all();
    List<String> shown = all.subList(Math.max(0, all.size() - count), all.size());
    return shown.isEmpty() ? "nothing" : "\n  " + String.join("\n  ", shown);
  }
}
