// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.Notices;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.TransactionControl;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Carries out BEGIN, COMMIT, SAVEPOINT and their kin when they come as SQL. */
final class TransactionCommands {

  private final Transaction transaction;
  private final ImplicitTransaction implicit;
  private final Notices notices;

  TransactionCommands(Transaction transaction, ImplicitTransaction implicit, Notices notices) {
    this.transaction = transaction;
    this.implicit = implicit;
    this.notices = notices;
  }

  Outcome run(Plan plan) throws SQLException {
    if (!(plan.effect() instanceof TransactionControl control)) {
      throw new IllegalStateException("no transaction control in " + plan);
    }
    warn(control.action(), transaction.isBlock());
    switch (control.action()) {
      case BEGIN -> begin(control);
      case COMMIT -> end();
      case ROLLBACK -> transaction.rollback();
      case COMMIT_AND_CHAIN -> chain("COMMIT AND CHAIN", this::end);
      case ROLLBACK_AND_CHAIN -> chain("ROLLBACK AND CHAIN", transaction::rollback);
      case SAVEPOINT -> {
        transaction.checkUsable();
        transaction.savepoint(name(control));
      }
      case ROLLBACK_TO -> transaction.rollbackTo(name(control));
      case RELEASE -> {
        transaction.checkUsable();
        transaction.release(name(control));
      }
      case SET_TRANSACTION -> {
        transaction.checkUsable();
        transaction.mode(transaction.mode().with(control.isolation(), control.readOnly()));
      }
    }
    return Outcome.NOTHING;
  }

  private void warn(TransactionControl.Action action, boolean block) {
    switch (action) {
      case BEGIN -> warn(block, "25001", "there is already a transaction in progress");
      case COMMIT, ROLLBACK ->
          warn(!block, SqlErrors.NO_ACTIVE_TRANSACTION, "there is no transaction in progress");
      case SET_TRANSACTION -> warnOutside(!block, "SET TRANSACTION");
      default -> {}
    }
  }

  /** Warns of a command that does nothing outside of a transaction block. */
  void warnOutside(boolean outside, String command) {
    warn(
        outside,
        SqlErrors.NO_ACTIVE_TRANSACTION,
        command + " can only be used in transaction blocks");
  }

  private void warn(boolean necessary, String sqlState, String text) {
    if (necessary) {
      notices.add(Notice.warning(sqlState, text));
    }
  }

  private void begin(TransactionControl control) {
    transaction.checkUsable();
    transaction.makeBlock();
    transaction.mode(transaction.mode().with(control.isolation(), control.readOnly()));
  }

  /** Ends the block and begins the next one in the same mode. */
  private void chain(String command, SessionLock.Action ending) throws SQLException {
    transaction.checkBlock(command);
    TransactionMode mode = transaction.mode();
    ending.run();
    transaction.start(false, true);
    transaction.mode(mode);
  }

  /** The commit of JDBC. */
  void commit() throws SQLException {
    implicit.end(this::end);
  }

  /** COMMIT of a failed transaction is a rollback, of which neither side says a word. */
  private void end() throws SQLException {
    if (transaction.isFailed()) {
      transaction.rollback();
    } else {
      transaction.commit();
    }
  }

  private static String name(TransactionControl control) {
    @Nullable String name = control.savepoint();
    if (name == null) {
      throw new PgException("42601", "a savepoint must have a name");
    }
    return name;
  }
}
