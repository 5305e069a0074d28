// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import java.sql.Connection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction runs.
 *
 * @param isolation a constant of {@link Connection}
 * @param readOnly whether writes are refused
 */
record TransactionMode(int isolation, boolean readOnly) {

  static final TransactionMode DEFAULT =
      new TransactionMode(Connection.TRANSACTION_READ_COMMITTED, false);

  TransactionMode with(@Nullable String level, @Nullable Boolean asReadOnly) {
    return new TransactionMode(
        level == null ? isolation : isolation(level), asReadOnly == null ? readOnly : asReadOnly);
  }

  /** The mode that a transaction of these settings has. */
  static TransactionMode defaults(SqlSession sql) {
    return DEFAULT.with(
        sql.setting("default_transaction_isolation"),
        sql.setting("default_transaction_read_only").equals("on"));
  }

  /** Lets SHOW tell this mode. */
  void publish(SqlSession sql) {
    sql.set("transaction_isolation", String.valueOf(name(isolation)));
    sql.set("transaction_read_only", readOnly ? "on" : "off");
  }

  private static int isolation(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "read uncommitted" -> Connection.TRANSACTION_READ_UNCOMMITTED;
      case "repeatable read" -> Connection.TRANSACTION_REPEATABLE_READ;
      case "serializable" -> Connection.TRANSACTION_SERIALIZABLE;
      default -> Connection.TRANSACTION_READ_COMMITTED;
    };
  }

  /** PostgreSQL's word for a level of {@link Connection}; null if there is none. */
  static @Nullable String name(int isolation) {
    return switch (isolation) {
      case Connection.TRANSACTION_READ_UNCOMMITTED -> "read uncommitted";
      case Connection.TRANSACTION_READ_COMMITTED -> "read committed";
      case Connection.TRANSACTION_REPEATABLE_READ -> "repeatable read";
      case Connection.TRANSACTION_SERIALIZABLE -> "serializable";
      default -> null;
    };
  }
}
