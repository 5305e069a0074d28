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
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The engine room of one connection: plans statements, runs them, keeps the transaction. One thread
 * at a time gets in; others wait.
 */
final class Session implements AutoCloseable {

  private final SessionLock lock = new SessionLock();
  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final CommitHook hook;
  private final StatementCache statements;
  private final Transaction transaction;
  private final ImplicitTransaction implicit;
  private final TransactionCommands commands;
  private final StepRunner steps;
  private final WriteLock writeLock;
  private final PlanRunner plans;
  private boolean readOnly;
  private boolean autoCommit = true;
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
    Refusals refusals = new Refusals(raw, sql);
    this.steps = new StepRunner(statements, maxResultBytes, refusals);
    this.writeLock = writeLock;
    PostponedWrites postponed = new PostponedWrites(writeLock, this, sql);
    ConstraintModes modes = new ConstraintModes(raw, sql);
    this.transaction = new Transaction(sql, statements, hook, postponed, steps, refusals, modes);
    this.implicit = new ImplicitTransaction(sql, transaction);
    this.plans = new PlanRunner(sql, transaction, commands, steps, postponed);
  }

  Transaction transaction() {
    return transaction;
  }

  MetaModel model() throws SQLException {
    return lock.locked(() -> MetaModels.of(sql.catalog(), sql.searchPath()));
  }

  @Nullable String currentSchema() throws SQLException {
    return lock.locked(() -> Optional.ofNullable(SearchPath.current(sql))).orElse(null);
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  /** Sets the level of the transactions to come; it may also come as SQL. */
  void isolation(String level) throws SQLException {
    lock.guarded(() -> sql.set("default_transaction_isolation", level));
  }

  /** Names the application, which SHOW tells. */
  void applicationName(String name) throws SQLException {
    lock.guarded(() -> sql.set("application_name", name));
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean on) {
    autoCommit = on;
  }

  /** The level in force. */
  int isolation() throws SQLException {
    return lock.locked(transaction::isolation);
  }

  /** Where the last failure is in the text that was run: characters before it; -1 if unknown. */
  int failedAt() {
    return failedAt;
  }

  Running running() {
    return new Running(raw.getDatabase());
  }

  /** Parses a text that is run now. */
  List<ParsedStatement> parse(String text) throws SQLException {
    try {
      return parseQuietly(text);
    } catch (SQLException e) {
      return lock.locked(
          () -> {
            transaction.fail(e);
            throw e;
          });
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
    boolean alone = hook == CommitHook.NONE && !implicit.isSeveral() && !transaction.isBlock();
    Outcome outcome = plans.run(statement, parameters, limits, alone);
    if (transaction.isWriting()) {
      writeLock.held(this);
    }
    implicit.finishStatement();
    return outcome;
  }

  /** The catalogue as this session's transaction sees it. */
  Catalog catalog() {
    return sql.catalog();
  }

  /** Runs statements in the transaction that is open, and takes back what they did. */
  Outcome trial(Trial trial) throws SQLException {
    return lock.locked(
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
    return lock.locked(
        () -> {
          try {
            start();
            Plan plan = sql.plan(statement, declared);
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
    PgException translated =
        running.isCancelled() ? Running.cancellation() : sql.errors().translate(error);
    if (translated.getCause() == null) {
      translated.initCause(error);
    }
    return translated;
  }

  /** Runs a COMMIT or ROLLBACK and words its error as PostgreSQL does. */
  void end(SessionLock.Action end) throws SQLException {
    implicit.end(end);
  }

  void commit() throws SQLException {
    lock.guarded(commands::commit);
  }

  void rollback() throws SQLException {
    lock.guarded(() -> implicit.end(transaction::rollback));
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
    lock.seize();
  }

  void release() {
    lock.release();
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
    for (String command : sql.discard()) {
      statements.run(command);
    }
    if (block) {
      transaction.lose();
    }
  }

  boolean isClosed() throws SQLException {
    return raw.isClosed();
  }

  @Override
  public void close() throws SQLException {
    lock.seize();
    try (raw;
        statements) {
      transaction.rollback();
    } finally {
      sql.close();
      lock.release();
    }
  }
}
