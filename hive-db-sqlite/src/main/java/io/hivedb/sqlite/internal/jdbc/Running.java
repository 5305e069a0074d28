// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.Notices;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/**
 * One execution, of one or several statements, that another thread may interrupt. An interrupt
 * never reaches a later execution on the same connection.
 */
final class Running {

  private final DB database;
  private final Notices notices;
  private final LiteralClock.@Nullable Kept kept;
  private @Nullable ParsedStatement told;
  private boolean active;
  private @Nullable String reason;

  Running(DB database, Notices notices, LiteralClock.@Nullable Kept kept) {
    this.database = database;
    this.notices = notices;
    this.kept = kept;
  }

  /** What its text keeps where it was prepared; null where it was not. */
  LiteralClock.@Nullable Kept kept() {
    return kept;
  }

  /** What the server said since the last call. */
  List<Notice> notices() {
    return notices.take();
  }

  /** Tells what is said of a text when it is read, as that of a batch is but once. */
  @SuppressWarnings("ReferenceEquality")
  void tellOnce(ParsedStatement statement) {
    if (told != statement) {
      told = statement;
      statement.notices().forEach(notices::add);
    }
  }

  void cancel() {
    cancel("canceling statement due to user request");
  }

  /** The same with a text of PostgreSQL's, of which the first counts. */
  synchronized void cancel(String text) {
    reason = reason == null ? text : reason;
    if (!active) {
      return;
    }
    try {
      database.interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("A running statement could not be interrupted", e);
    }
  }

  /** A statement of it begins. */
  synchronized void begin() {
    PgException cancellation = cancellation();
    if (cancellation != null) {
      throw cancellation;
    }
    active = true;
  }

  /** The statement has ended. */
  synchronized void end() {
    active = false;
  }

  /** Why it was cancelled; null if it was not. */
  synchronized @Nullable PgException cancellation() {
    String text = reason;
    return text == null ? null : new PgException(SqlErrors.QUERY_CANCELED, text);
  }
}
