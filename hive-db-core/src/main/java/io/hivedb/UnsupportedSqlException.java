// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.io.Serial;
import java.sql.SQLFeatureNotSupportedException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A backend was given a statement that it would answer differently from PostgreSQL, and refused.
 * Its SQLState is {@code 0A000}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UnsupportedSqlException extends SQLFeatureNotSupportedException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int SHOWN = 300;

  /** What is not supported. */
  private final String feature;

  /** The statement that was refused. */
  private final String statement;

  /**
   * Refuses a statement.
   *
   * @param feature what is not supported, for example {@code LATERAL}
   * @param statement the statement
   * @param backend the backend that refuses
   * @param alternatives the backends that can, as a phrase, for example {@code pglite or
   *     postgresql}
   */
  public UnsupportedSqlException(
      String feature, String statement, String backend, String alternatives) {
    super(
        feature
            + " is not supported by the backend ["
            + backend
            + "]. Run it with hive.database.backend="
            + alternatives
            + ". Statement: "
            + shorten(statement),
        "0A000");
    this.feature = feature;
    this.statement = statement;
  }

  private static String shorten(String statement) {
    String line = statement.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
  }

  /**
   * Names what is not supported.
   *
   * @return for example {@code LATERAL}
   */
  public String feature() {
    return feature;
  }

  /**
   * Returns the statement that was refused.
   *
   * @return the whole statement, as it was given
   */
  public String statement() {
    return statement;
  }
}
