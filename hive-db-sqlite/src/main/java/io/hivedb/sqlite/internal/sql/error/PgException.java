// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.error;

import io.hivedb.UnsupportedSqlException;
import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An error as PostgreSQL reports it, or a refusal. Unchecked inside of the engine; the JDBC facade
 * turns it into a {@link SQLException} at its edge.
 */
public final class PgException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final String text;
  private @Nullable String detail;
  private @Nullable String hint;
  private int position;
  private @Nullable String schema;
  private @Nullable String table;
  private @Nullable String column;
  private @Nullable String constraint;
  private @Nullable String dataType;
  private @Nullable String feature;
  private @Nullable String where;
  private @Nullable Object told;

  /** An error with PostgreSQL's SQLSTATE and primary message. */
  public PgException(String sqlState, String text) {
    super(text);
    this.sqlState = sqlState;
    this.text = text;
  }

  /** A refusal: PostgreSQL can, this backend cannot. */
  public static PgException unsupported(String feature) {
    PgException refusal = new PgException("0A000", feature + " is not supported");
    refusal.feature = feature;
    return refusal;
  }

  /** What PostgreSQL says of too deep a nesting. */
  public static PgException tooDeep() {
    return new PgException("54001", "stack depth limit exceeded");
  }

  /** A statement that nests deeper than is read here; PostgreSQL's own limit is another. */
  public static PgException tooNested() {
    return unsupported("a statement that nests so deeply");
  }

  /** Sets the detail line. */
  public PgException detail(@Nullable String value) {
    detail = value;
    return this;
  }

  /** Sets the hint line. */
  public PgException hint(@Nullable String value) {
    hint = value;
    return this;
  }

  /** Sets the place in the statement's text, counted in characters from 1, unless it is known. */
  public PgException at(int value) {
    if (position == 0) {
      position = value;
    }
    return this;
  }

  /** Without a place: the error is in a text that the client did not send. */
  public PgException nowhere() {
    position = 0;
    return this;
  }

  /** Names the violated constraint and its table. */
  public PgException on(
      @Nullable String ofSchema,
      @Nullable String ofTable,
      @Nullable String ofColumn,
      @Nullable String ofConstraint) {
    schema = ofSchema;
    table = ofTable;
    column = ofColumn;
    constraint = ofConstraint;
    return this;
  }

  /** Names the domain that the error is about. */
  public PgException dataType(@Nullable String name) {
    dataType = name;
    return this;
  }

  /**
   * Adds where in a routine it was raised.
   *
   * @param line the line of the context
   * @param call what runs; the innermost line of a call is the one that is told
   */
  public PgException within(String line, Object call) {
    if (told != call) {
      told = call;
      where = where == null ? line : where + "\n" + line;
    }
    return this;
  }

  /** Sets the context as it is so far. */
  public PgException where(@Nullable String lines) {
    where = lines;
    return this;
  }

  /** The context; null outside of routines. */
  public @Nullable String where() {
    return where;
  }

  /** PostgreSQL's five letters. */
  public String sqlState() {
    return sqlState;
  }

  /** The primary message. */
  public String text() {
    return text;
  }

  /** The detail line. */
  public @Nullable String detail() {
    return detail;
  }

  /** The hint line. */
  public @Nullable String hint() {
    return hint;
  }

  /** The place in the statement's text, in characters from 1; 0 where unknown. */
  public int position() {
    return position;
  }

  /** The schema of the table. */
  public @Nullable String schema() {
    return schema;
  }

  /** The table that the error is about. */
  public @Nullable String table() {
    return table;
  }

  /** The column that the error is about. */
  public @Nullable String column() {
    return column;
  }

  /** The violated constraint. */
  public @Nullable String constraint() {
    return constraint;
  }

  /** The domain that the error is about. */
  public @Nullable String dataType() {
    return dataType;
  }

  /** What is refused; {@code null} for an error that PostgreSQL would raise too. */
  public @Nullable String feature() {
    return feature;
  }

  /** The checked form for a caller without pgjdbc. */
  public SQLException toSqlException(String statement) {
    if (feature != null) {
      return new UnsupportedSqlException(feature, statement, "sqlite", "pglite or postgresql");
    }
    return new SQLException(text, sqlState, this);
  }
}
