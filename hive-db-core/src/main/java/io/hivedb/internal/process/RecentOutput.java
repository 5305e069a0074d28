// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a process's output, from its first byte on. Bounded in lines and in their
 * length. Safe to use from several threads at once.
 */
public final class RecentOutput {

  private static final int MOST_LINES = 300;
  private static final int MOST_CHARACTERS = 2000;

  private final Deque<String> lines = new ArrayDeque<>();

  /**
   * Takes a line; the oldest gives way.
   *
   * @param line the line, without its end
   */
  public synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(
        line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + " …");
  }

  /**
   * The lines, oldest first.
   *
   * @return a copy
   */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * The last of the lines, for an error message.
   *
   * @param count how many at most
   * @return a copy, oldest first
   */
  public synchronized List<String> last(int count) {
    return lines.stream().skip(Math.max(0, lines.size() - count)).toList();
  }
}
