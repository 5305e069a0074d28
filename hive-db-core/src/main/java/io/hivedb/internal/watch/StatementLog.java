// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last statements of a database, of all its connections. Safe to use from several threads at
 * once.
 */
public final class StatementLog {

  /** How many are kept. */
  public static final int KEPT = 50;

  private static final int LONGEST = 4000;
  private static final String MASK = "***";
  private static final Pattern PASSWORD =
      Pattern.compile("(\\bpassword\\s+)'(?:[^']|'')*'", Pattern.CASE_INSENSITIVE);
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  private final boolean masked;
  private final AtomicInteger connections = new AtomicInteger();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int statements;

  private record Entry(boolean isStatement, String text) {}

  /**
   * An empty log.
   *
   * @param masked whether values are replaced: those that are bound, and texts in quotes
   */
  public StatementLog(boolean masked) {
    this.masked = masked;
  }

  int nextConnection() {
    return connections.incrementAndGet();
  }

  /** A value that is bound, as it is shown. */
  String value(@Nullable Object value) {
    return masked ? MASK : BoundValue.of(value);
  }

  void add(int connection, Call call, String sql, List<String> values) {
    StringBuilder text = new StringBuilder();
    text.append(began(call.nanos()))
        .append(String.format(Locale.ROOT, " %9.3f ms", call.nanos() / 1e6))
        .append("  connection ")
        .append(connection)
        .append(" [")
        .append(Thread.currentThread().getName())
        .append("]  ")
        .append(shown(sql).replace("\n", "\n    "));
    values.forEach(value -> text.append("\n    ").append(value));
    text.append("\n    -> ").append(outcome(call));
    add(new Entry(true, text.toString()));
  }

  private static LocalTime began(long nanosAgo) {
    return LocalTime.now(ZoneId.systemDefault())
        .minusNanos(nanosAgo)
        .truncatedTo(ChronoUnit.MILLIS);
  }

  private String shown(String sql) {
    String whole = sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + "…";
    String quiet = withoutPasswords(whole);
    return masked ? LITERAL.matcher(quiet).replaceAll("'" + MASK + "'") : quiet;
  }

  private static String withoutPasswords(String text) {
    return PASSWORD.matcher(text).replaceAll("$1'" + MASK + "'");
  }

  private String outcome(Call call) {
    Throwable failure = call.failure();
    if (failure != null) {
      String state = failure instanceof SQLException sql ? " " + sql.getSQLState() : "";
      // A message may quote a row.
      return "failed"
          + state
          + (masked ? "" : ": " + withoutPasswords(String.valueOf(failure.getMessage())));
    }
    return call.result() instanceof Number count ? count + " rows" : "done";
  }

  /**
   * Says what follows.
   *
   * @param what for example the name of a test
   */
  public void mark(String what) {
    add(new Entry(false, "-- " + what));
  }

  private synchronized void add(Entry entry) {
    entries.addLast(entry);
    statements += entry.isStatement() ? 1 : 0;
    while (statements > KEPT || entries.size() > 2 * KEPT) {
      statements -= entries.removeFirst().isStatement() ? 1 : 0;
    }
  }

  /**
   * What was noted.
   *
   * @return the oldest first
   */
  public synchronized List<String> entries() {
    List<String> texts = new ArrayList<>();
    entries.forEach(entry -> texts.add(entry.text()));
    return texts;
  }
}
