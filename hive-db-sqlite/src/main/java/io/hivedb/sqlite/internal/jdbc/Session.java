// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The engine room of one connection: plans statements, runs them, keeps the transaction. One thread
 * at a time gets in; others wait.
 */
final class Session implements AutoCloseable {

  /** Work of several statements. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Statements that are tried. */
  @FunctionalInterface
  interface Trial {
    Outcome run(StepRunner steps) throws SQLException;
  }

  /** Work without a result, such as the end of a transaction. */
  @FunctionalInterface
  interface End {
    void run() throws SQLException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final CommitHook hook;
  private final StatementCache statements;
  private final Transaction transaction;
  private final TransactionCommands commands;
  private final StepRunner steps;
  private final WriteLock writeLock;
  private final PlanRunner plans;
  private boolean readOnly;
  private boolean autoCommit = true;
  private boolean several;
  private int failedAt = -1;

  Session(
      SQLiteConnection raw,
      SqlSession sql,
      CommitHook hook,
      long maxResultBytes,
      WriteLock writeLock) {
    this.raw = raw;
    this.hook = hook;
    this.sql = sql;
    this.statements = new StatementCache(raw);
    this.commands = new TransactionCommands(this);
    this.steps = new StepRunner(statements, maxResultBytes);
    this.writeLock = writeLock;
    PostponedWrites postponed = new PostponedWrites(writeLock, this, sql);
    this.transaction = new Transaction(sql, statements, hook, postponed, steps);
    this.plans = new PlanRunner(sql, transaction, commands, steps, postponed);
  }

  Transaction transaction() {
    return transaction;
  }

  MetaModel model() throws SQLException {
    return locked(() -> MetaModels.of(sql.catalog()));
  }

  @Nullable String currentSchema() throws SQLException {
    return locked(() -> Optional.ofNullable(SearchPath.current(sql))).orElse(null);
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  /** Sets the level of the transactions to come; it may also come as SQL. */
  void isolation(String level) throws SQLException {
    guarded(() -> sql.set("default_transaction_isolation", level));
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean on) {
    autoCommit = on;
  }

  /** The level in force. */
  int isolation() throws SQLException {
    return locked(transaction::isolation);
  }

  /** Where the last failure is in the text that was run: characters before it; -1 if unknown. */
  int failedAt() {
    return failedAt;
  }

  Running running() {
    return new Running(raw.getDatabase());
  }

  private <T> T locked(Work<T> work) throws SQLException {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  private void guarded(End end) throws SQLException {
    lock.lock();
    try {
      end.run();
    } finally {
      lock.unlock();
    }
  }

  /** Parses a text that is run now. */
  List<ParsedStatement> parse(String text) throws SQLException {
    try {
      return parseQuietly(text);
    } catch (SQLException e) {
      return locked(
          () -> {
            transaction.fail(e);
            throw e;
          });
    }
  }

  /** Parses without a mark on the transaction: PostgreSQL sees the text when it is run. */
  List<ParsedStatement> parseQuietly(String text) throws SQLException {
    return locked(
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
  <T> T together(Work<T> work) throws SQLException {
    return locked(
        () -> {
          several = true;
          try {
            T result = work.run();
            finishImplicit();
            return result;
          } catch (SQLException | RuntimeException e) {
            abandonImplicit(e);
            throw e;
          } finally {
            several = false;
          }
        });
  }

  /** Runs one statement. */
  Outcome execute(
      ParsedStatement statement, List<Parameter> parameters, Limits limits, Running running)
      throws SQLException {
    return locked(
        () -> {
          try (TimeLimit limit = TimeLimit.start(raw, running, limits)) {
            limit.begin();
            return one(statement, parameters, limits);
          } catch (PgException e) {
            throw failed(e, statement);
          } catch (SQLException e) {
            throw failed(translated(e, running), statement);
          }
        });
  }

  private Outcome one(ParsedStatement statement, List<Parameter> parameters, Limits limits)
      throws SQLException {
    start();
    boolean alone = hook == CommitHook.NONE && !several && !transaction.isBlock();
    Outcome outcome = plans.run(statement, parameters, limits, alone);
    if (transaction.isWriting()) {
      writeLock.held(this);
    }
    if (!several && !transaction.isIdle() && !transaction.isBlock()) {
      transaction.commit();
    }
    return outcome;
  }

  /** The catalogue as this session's transaction sees it. */
  Catalog catalog() {
    return sql.catalog();
  }

  /** Runs statements in the transaction that is open, and takes back what they did. */
  Outcome trial(Trial trial) throws SQLException {
    return locked(
        () -> {
          statements.run("SAVEPOINT hive_trial");
          try {
            return trial.run(steps);
          } finally {
            statements.run("ROLLBACK TO hive_trial");
            statements.run("RELEASE hive_trial");
          }
        });
  }

  /** As with pgjdbc, "read only" binds the transactions of manual commit mode alone. */
  private void start() {
    transaction.start(readOnly && !autoCommit, !autoCommit);
  }

  /** Plans without running. */
  Plan describe(ParsedStatement statement, List<? extends @Nullable PgType> declared)
      throws SQLException {
    return locked(
        () -> {
          try {
            start();
            Plan plan = sql.plan(statement, declared);
            finishImplicit();
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
    if (!several) {
      abandonImplicit(failure);
    }
    return failure;
  }

  private PgException translated(SQLException error, Running running) {
    PgException translated = running.isCancelled() ? Running.cancellation() : sql.translate(error);
    if (translated.getCause() == null) {
      translated.initCause(error);
    }
    return translated;
  }

  private void finishImplicit() throws SQLException {
    if (!transaction.isIdle() && !transaction.isBlock()) {
      end(transaction::commit);
    }
  }

  private void abandonImplicit(Exception cause) {
    if (!transaction.isIdle() && !transaction.isBlock()) {
      try {
        transaction.rollback();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** Runs a COMMIT or ROLLBACK and words its error as PostgreSQL does. */
  void end(End end) throws SQLException {
    try {
      end.run();
    } catch (PgException e) {
      throw SqlErrors.server(e, "COMMIT");
    } catch (SQLException e) {
      throw SqlErrors.server(sql.translate(e), "COMMIT");
    }
  }

  void commit() throws SQLException {
    guarded(commands::commit);
  }

  void rollback() throws SQLException {
    guarded(() -> end(transaction::rollback));
  }

  /** What a change of the autocommit mode does first. */
  void commitIfOpen() throws SQLException {
    if (!transaction.isIdle()) {
      commit();
    }
  }

  void checkBetweenTransactions(String message) throws SQLException {
    if (!transaction.isIdle()) {
      throw SqlErrors.client(SqlErrors.ACTIVE_TRANSACTION, message);
    }
  }

  /** Ends what another thread runs. */
  void interrupt() throws SQLException {
    raw.getDatabase().interrupt();
  }

  /** Keeps all other threads out of this session until {@link #release}. */
  void seize() {
    lock.lock();
  }

  void release() {
    lock.unlock();
  }

  /**
   * Rolls back what is open, and forgets settings, as after DISCARD ALL. A block that was open has
   * failed: its client would else go on in the middle of what is gone.
   */
  void discard() throws SQLException {
    if (raw.isClosed()) {
      return;
    }
    boolean block = transaction.isBlock();
    transaction.rollback();
    sql.discard();
    if (block) {
      transaction.lose();
    }
  }

  boolean isClosed() throws SQLException {
    return raw.isClosed();
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try (raw;
        statements) {
      transaction.rollback();
    } finally {
      sql.close();
      lock.unlock();
    }
  }
}
