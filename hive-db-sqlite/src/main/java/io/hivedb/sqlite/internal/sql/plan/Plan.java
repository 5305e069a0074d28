// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to run for one statement.
 *
 * @param kind what the facade has to do
 * @param tag PostgreSQL's command tag without counts, for example {@code INSERT}
 * @param steps the SQLite statements, in order, in one transaction; may be empty
 * @param parameters the types of the parameters, in the order of the question marks
 * @param columns the columns of the result; empty where there is none
 * @param writes whether a write transaction must be open
 * @param effect what {@code SqlSession.executed} does afterwards
 */
public record Plan(
    Kind kind,
    String tag,
    List<Step> steps,
    List<PgType> parameters,
    List<ResultColumn> columns,
    boolean writes,
    @Nullable Effect effect) {

  /** The same with other steps. */
  public Plan withSteps(List<Step> other) {
    return new Plan(kind, tag, other, parameters, columns, writes, effect);
  }

  /** The same with other columns of the result. */
  public Plan withColumns(List<ResultColumn> other) {
    return new Plan(kind, tag, steps, parameters, other, writes, effect);
  }

  /** The change of the session's or the engine's state that a successful statement makes. */
  public interface Effect {}

  /** What the facade has to do with a plan. */
  public enum Kind {
    /** Rows come back. */
    QUERY,
    /** An update count comes back. */
    MODIFY,
    /** Rows come back from a statement that writes; the update count is their number. */
    MODIFY_RETURNING,
    /** Neither rows nor a count. */
    DDL,
    /** Changes a setting of the session: no steps, only the effect. */
    SET,
    /** Takes the write lock, inside a transaction block only: no steps. */
    LOCK,
    /** Accepted and without effect here. */
    NOTHING,
    /** Transaction control: the effect is a {@link TransactionControl}. */
    TRANSACTION
  }
}
