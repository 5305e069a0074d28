// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.TransactionControl;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Carries out BEGIN, COMMIT, SAVEPOINT and their kin when they come as SQL. */
final class TransactionCommands {

  private final Session session;

  TransactionCommands(Session session) {
    this.session = session;
  }

  Outcome run(Plan plan) throws SQLException {
    if (!(plan.effect() instanceof TransactionControl control)) {
      throw new IllegalStateException("no transaction control in " + plan);
    }
    Transaction transaction = session.transaction();
    switch (control.action()) {
      case BEGIN -> begin(transaction, control);
      case COMMIT -> end(transaction);
      case ROLLBACK -> transaction.rollback();
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

  private static void begin(Transaction transaction, TransactionControl control) {
    transaction.checkUsable();
    transaction.makeBlock();
    transaction.mode(transaction.mode().with(control.isolation(), control.readOnly()));
  }

  /** The commit of JDBC. */
  void commit() throws SQLException {
    session.end(() -> end(session.transaction()));
  }

  /** COMMIT of a failed transaction is a rollback, of which neither side says a word. */
  private static void end(Transaction transaction) throws SQLException {
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
