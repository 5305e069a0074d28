// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.TransactionControl;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Carries out BEGIN, COMMIT, SAVEPOINT and their kin when they come as SQL. */
final class TransactionCommands {

  private final Transaction transaction;
  private final ImplicitTransaction implicit;

  TransactionCommands(Transaction transaction, ImplicitTransaction implicit) {
    this.transaction = transaction;
    this.implicit = implicit;
  }

  Outcome run(Plan plan) throws SQLException {
    if (!(plan.effect() instanceof TransactionControl control)) {
      throw new IllegalStateException("no transaction control in " + plan);
    }
    switch (control.action()) {
      case BEGIN -> begin(control);
      case COMMIT -> end();
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

  private void begin(TransactionControl control) {
    transaction.checkUsable();
    transaction.makeBlock();
    transaction.mode(transaction.mode().with(control.isolation(), control.readOnly()));
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
