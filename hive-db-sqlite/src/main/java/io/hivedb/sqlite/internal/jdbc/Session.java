// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The engine room of one connection: what runs its statements, and its transaction. One thread at a
 * time gets in; others wait.
 */
final class Session implements AutoCloseable {

  private final SessionLock lock = new SessionLock();
  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final StatementCache cache;
  private final StepRunner steps;
  private final Transaction transaction;
  private final SessionModes modes;
  private final ImplicitTransaction implicit;
  private final TransactionCommands commands;
  private final SessionStatements statements;

  Session(
      SQLiteConnection raw,
      SqlSession sql,
      CommitHook hook,
      long maxResultBytes,
      WriteLock writeLock) {
    this.raw = raw;
    this.sql = sql;
    this.cache = new StatementCache(raw, sql.calls());
    Refusals refusals = new Refusals(raw, sql);
    this.steps = new StepRunner(cache, maxResultBytes, refusals, sql.calls());
    PostponedWrites postponed = new PostponedWrites(writeLock, this, sql);
    ConstraintModes constraints = new ConstraintModes(raw, sql);
    RawTransaction rawTransaction = new RawTransaction(cache, writeLock);
    this.transaction =
        new Transaction(sql, cache, hook, postponed, steps, refusals, constraints, rawTransaction);
    this.modes = new SessionModes(lock, sql, transaction);
    this.implicit = new ImplicitTransaction(sql, transaction, modes, hook);
    this.commands = new TransactionCommands(transaction, implicit, sql.notices());
    RowGuard guard = new RowGuard(raw, sql, transaction, cache);
    PlanRunner plans =
        new PlanRunner(sql, transaction, implicit, commands, steps, postponed, guard);
    this.statements = new SessionStatements(lock, raw, sql, transaction, implicit, plans);
  }

  /** Refuses a command outside of a transaction that has begun. */
  void checkBlock(String command) throws SQLException {
    if (!transaction.isBlock()) {
      throw SqlErrors.client(
          SqlErrors.NO_ACTIVE_TRANSACTION, command + " can only be used in transaction blocks");
    }
  }

  Transaction transaction() {
    return transaction;
  }

  /** What the client says of its transactions. */
  SessionModes modes() {
    return modes;
  }

  /** What runs the client's statements. */
  SessionStatements statements() {
    return statements;
  }

  MetaModel model() throws SQLException {
    return lock.locked(() -> MetaModels.of(sql.catalog(), sql.searchPath()));
  }

  @Nullable String currentSchema() throws SQLException {
    return lock.locked(() -> Optional.ofNullable(SearchPath.current(sql))).orElse(null);
  }

  /** The catalogue as this session's transaction sees it. */
  Catalog catalog() {
    return sql.catalog();
  }

  /** Runs statements in the transaction that is open, and takes back what they did. */
  Outcome trial(Trial trial) throws SQLException {
    return lock.locked(
        () -> {
          cache.run("SAVEPOINT hive_trial");
          try {
            return trial.run(steps);
          } finally {
            cache.run("ROLLBACK TO hive_trial");
            cache.run("RELEASE hive_trial");
          }
        });
  }

  /** Lets other transactions of this thread write, if this one has only locked rows. */
  void lend() throws SQLException {
    lock.guarded(transaction::lend);
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
      cache.run(command);
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
        cache) {
      transaction.rollback();
    } finally {
      sql.close();
      lock.release();
    }
  }
}
