// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.watch.Borrowing;
import io.hivedb.internal.watch.Borrowings;
import io.hivedb.junit.WatchSettings.Leaks;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, when it is closed, for connections that were taken since it was made and not returned. */
final class LeakCheck implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeakCheck.class);

  private final Borrowings borrowings;
  private final Leaks wanted;
  private final String who;
  private final long before;

  private LeakCheck(Borrowings borrowings, Leaks wanted, String who, long before) {
    this.borrowings = borrowings;
    this.wanted = wanted;
    this.who = who;
    this.before = before;
  }

  /** For all that was ever taken. */
  static LeakCheck ofAll(Borrowings borrowings, Leaks wanted, String who) {
    return new LeakCheck(borrowings, wanted, who, 0);
  }

  /** For what is taken from now on. */
  static LeakCheck fromNow(Borrowings borrowings, Leaks wanted, String who) {
    return new LeakCheck(borrowings, wanted, who, borrowings.taken());
  }

  @Override
  public void close() {
    List<Borrowing> forgotten = borrowings.forgotten(before);
    if (forgotten.isEmpty()) {
      return;
    }
    if (wanted == Leaks.FAIL) {
      throw new AssertionFailedError(text(forgotten));
    }
    LOG.warn("{}", text(forgotten));
  }

  private String text(List<Borrowing> forgotten) {
    String places =
        forgotten.stream()
            .map(each -> "\n  by the thread [" + each.thread().getName() + "]" + each.where())
            .collect(Collectors.joining());
    return "["
        + who
        + "] did not return ["
        + forgotten.size()
        + "] connections, which were taken"
        + places
        + "\nClose each, best by try-with-resources; or take a parameter of the type Connection,"
        + " which is closed after the test. "
        + WatchSettings.LEAKS
        + " = off, warn or fail decides what is made of it.";
  }
}
