// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection: settings, search path, transaction time, currval. Not thread-safe.
 *
 * <p>The facade calls {@link #parse} for the whole text, then for each statement {@link #plan},
 * runs the steps, and calls {@link #executed}; it reports transaction borders. A statement in
 * autocommit mode is {@link #begin}, steps, {@link #executed}, {@link #commit}.
 */
public final class SqlSession {

  SqlSession() {}

  /**
   * Splits and parses a text of one or several statements.
   *
   * @throws PgException 42601 with position, or a refusal
   */
  public List<ParsedStatement> parse(String text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Resolves and translates one statement against the catalogue as it is now.
   *
   * @param declared the types that the client declared for the parameters (as pgjdbc does: int4 for
   *     setInt, varchar for setString ...); {@code null} or a shorter list where they are to be
   *     inferred. The plan's parameters are the final types; {@link PgType#encode} goes by those.
   */
  public Plan plan(ParsedStatement statement, List<? extends @Nullable PgType> declared) {
    throw new UnsupportedOperationException();
  }

  /** Applies the effect of a plan whose steps succeeded (catalogue, settings, sequences). */
  public void executed(Plan plan) {
    throw new UnsupportedOperationException();
  }

  /** A transaction begins: {@code now()} is fixed. Also called for a statement in autocommit. */
  public void begin() {
    throw new UnsupportedOperationException();
  }

  /** The transaction has committed. */
  public void commit() {
    throw new UnsupportedOperationException();
  }

  /** The transaction has rolled back. */
  public void rollback() {
    throw new UnsupportedOperationException();
  }

  /** A savepoint was made. */
  public void savepoint(String name) {
    throw new UnsupportedOperationException();
  }

  /** The transaction went back to a savepoint. */
  public void rollbackTo(String name) {
    throw new UnsupportedOperationException();
  }

  /** A savepoint was released. */
  public void release(String name) {
    throw new UnsupportedOperationException();
  }

  /** The catalogue as this session's transaction sees it. */
  public Catalog catalog() {
    throw new UnsupportedOperationException();
  }

  /** A setting as SHOW prints it. */
  public String setting(String name) {
    throw new UnsupportedOperationException();
  }

  /** Sets a setting as {@code SET SESSION} does. */
  public void set(String name, String value) {
    throw new UnsupportedOperationException();
  }

  /** What PostgreSQL would have said instead of an error of sqlite-jdbc. */
  public PgException translate(SQLException error) {
    throw new UnsupportedOperationException();
  }
}
