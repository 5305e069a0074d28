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
 * @param constants those that parameters decide on; null where there is none
 */
public record Plan(
    Kind kind,
    String tag,
    List<Step> steps,
    List<PgType> parameters,
    List<ResultColumn> columns,
    boolean writes,
    @Nullable Effect effect,
    @Nullable Constants constants) {

  /** A plan without constants that parameters decide on. */
  public Plan(
      Kind kind,
      String tag,
      List<Step> steps,
      List<PgType> parameters,
      List<ResultColumn> columns,
      boolean writes,
      @Nullable Effect effect) {
    this(kind, tag, steps, parameters, columns, writes, effect, null);
  }

  /** The same with other steps. */
  public Plan withSteps(List<Step> other) {
    return new Plan(kind, tag, other, parameters, columns, writes, effect, constants);
  }

  /** The same with other columns of the result. */
  public Plan withColumns(List<ResultColumn> other) {
    return new Plan(kind, tag, steps, parameters, other, writes, effect, constants);
  }

  /** The same with constants that parameters decide on. */
  public Plan withConstants(Constants open) {
    return new Plan(kind, tag, steps, parameters, columns, writes, effect, open);
  }

  /** This plan, or one that fails as one of its constants does with the parameters of a run. */
  public Plan folded(ConstantValues values) {
    Step failing = constants == null ? null : constants.failing(values);
    return failing == null ? this : failed(failing);
  }

  /** A plan that runs nothing but a step that fails. */
  public Plan failed(Step step) {
    return new Plan(kind, tag, List.of(step), parameters, columns, false, null);
  }

  /** Constants that PostgreSQL computes when it plans a run of the statement. */
  public interface Constants {

    /** A step that computes one that fails, and that PostgreSQL computes; null without. */
    @Nullable Step failing(ConstantValues values);
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
