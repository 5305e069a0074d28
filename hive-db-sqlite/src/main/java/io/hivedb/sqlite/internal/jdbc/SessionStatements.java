// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Parses, describes and runs the statements of one connection, and words their errors. */
final class SessionStatements {

  private final SessionLock lock;
  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final Transaction transaction;
  private final ImplicitTransaction implicit;
  private final PlanRunner plans;
  private int failedAt = -1;

  SessionStatements(
      SessionLock lock,
      SQLiteConnection raw,
      SqlSession sql,
      Transaction transaction,
      ImplicitTransaction implicit,
      PlanRunner plans) {
    this.lock = lock;
    this.raw = raw;
    this.sql = sql;
    this.transaction = transaction;
    this.implicit = implicit;
    this.plans = plans;
  }

  /** Where the last failure is in the text that was run: characters before it; -1 if unknown. */
  int failedAt() {
    return failedAt;
  }

  Running running(LiteralClock.@Nullable Kept kept) {
    return new Running(raw.getDatabase(), sql.notices(), kept);
  }

  /** What the literals of time in prepared statements are. */
  LiteralClock clock() {
    return sql.prepared().clock();
  }

  /** Parses a text that is run now. */
  List<ParsedStatement> parse(String text) throws SQLException {
    try {
      return parseQuietly(text);
    } catch (SQLException e) {
      lock.guarded(() -> transaction.fail(e));
      throw e;
    }
  }

  /** Parses without a mark on the transaction: PostgreSQL sees the text when it is run. */
  List<ParsedStatement> parseQuietly(String text) throws SQLException {
    return lock.locked(
        () -> {
          try {
            return sql.parse(text);
          } catch (PgException e) {
            failedAt = e.position() - 1;
            throw SqlErrors.server(e, text);
          }
        });
  }

  /** Runs several statements that succeed or fail as one, unless the client is in a block. */
  <T> T together(SessionLock.Work<T> work) throws SQLException {
    return lock.locked(() -> implicit.together(work));
  }

  /** Runs one statement. */
  Outcome execute(
      ParsedStatement statement, List<Parameter> parameters, Limits limits, Running running)
      throws SQLException {
    return lock.locked(
        () -> {
          try (TimeLimit limit = TimeLimit.start(raw, running, limits.with(sql))) {
            limit.begin();
            running.tellOnce(statement);
            return within(running.kept(), () -> one(statement, parameters, limits));
          } catch (PgException e) {
            throw failed(e, statement);
          } catch (SQLException e) {
            throw failed(translated(e, running), statement);
          }
        });
  }

  private <T> T within(LiteralClock.@Nullable Kept kept, SessionLock.Work<T> work)
      throws SQLException {
    LiteralClock.Kept before = clock().enter(kept);
    try {
      return work.run();
    } finally {
      clock().enter(before);
    }
  }

  private Outcome one(ParsedStatement statement, List<Parameter> parameters, Limits limits)
      throws SQLException {
    implicit.start();
    Outcome outcome = plans.run(statement, parameters, limits);
    implicit.finishStatement();
    return outcome;
  }

  /** Plans without running. */
  Plan describe(
      ParsedStatement statement,
      List<? extends @Nullable PgType> declared,
      LiteralClock.@Nullable Kept kept)
      throws SQLException {
    return lock.locked(
        () -> {
          try {
            implicit.start();
            Plan plan = within(kept, () -> sql.plan(statement, declared));
            implicit.finish();
            return plan;
          } catch (PgException e) {
            throw failed(e, statement);
          }
        });
  }

  private SQLException failed(PgException error, ParsedStatement statement) {
    failedAt = error.position() > 0 ? error.position() - 1 : statement.offset();
    SQLException failure = SqlErrors.server(error, statement.text());
    transaction.fail(failure);
    implicit.abandonStatement(failure);
    return failure;
  }

  private PgException translated(SQLException error, Running running) {
    PgException cancellation = running.cancellation();
    PgException translated = cancellation != null ? cancellation : sql.errors().translate(error);
    if (translated.getCause() == null) {
      translated.initCause(error);
    }
    return translated;
  }
}
