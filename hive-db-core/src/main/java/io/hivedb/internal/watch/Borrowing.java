// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A connection that is out.
 *
 * @param number which of the pool's borrowings it is
 * @param connection the connection as it was given
 * @param thread who took it
 * @param isSeenTo whether somebody sees to it that it is returned
 * @param place its stack trace
 */
public record Borrowing(
    long number, Connection connection, Thread thread, boolean isSeenTo, Place place) {

  /** A stack trace, of which nothing is read before it is wanted. Never thrown. */
  public static final class Place extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Place() {}
  }

  private static final List<String> NOT_THE_USERS =
      List.of(
          "io.hivedb.internal.",
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.zaxxer.",
          "org.junit.",
          "org.apache.maven.",
          "org.gradle.",
          "worker.org.gradle.",
          "com.intellij.",
          "org.eclipse.jdt.");

  private static final int MOST = 10;

  boolean isReturned() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /**
   * Where it was taken.
   *
   * @return lines of the stack trace that are the user's own; all, where none is
   */
  public String where() {
    List<StackTraceElement> all = Arrays.asList(place.getStackTrace());
    List<StackTraceElement> own =
        all.stream()
            .dropWhile(frame -> !isUsers(frame))
            .takeWhile(frame -> !isRunner(frame))
            .filter(Borrowing::isUsers)
            .limit(MOST)
            .toList();
    return (own.isEmpty() ? all : own)
        .stream().map(frame -> "\n\tat " + frame).collect(Collectors.joining());
  }

  /** What called the test, and not what the test calls. */
  private static boolean isRunner(StackTraceElement frame) {
    return frame.getClassName().startsWith("org.junit.platform.")
        || frame.getClassName().startsWith("org.junit.jupiter.engine.");
  }

  private static boolean isUsers(StackTraceElement frame) {
    return NOT_THE_USERS.stream().noneMatch(frame.getClassName()::startsWith);
  }
}
