// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import org.jspecify.annotations.Nullable;

/**
 * BEGIN and its kin; the facade owns transactions and carries them out.
 *
 * @param action what to do
 * @param savepoint the name, for the savepoint actions
 * @param isolation {@code read committed}, {@code repeatable read}, {@code serializable}, or null
 * @param readOnly the access mode, or null where the statement does not say
 */
public record TransactionControl(
    Action action,
    @Nullable String savepoint,
    @Nullable String isolation,
    @Nullable Boolean readOnly)
    implements Plan.Effect {

  /** What to do. */
  public enum Action {
    /** BEGIN, START TRANSACTION. */
    BEGIN,
    /** COMMIT, END. */
    COMMIT,
    /** ROLLBACK, ABORT. */
    ROLLBACK,
    /** COMMIT AND CHAIN. */
    COMMIT_AND_CHAIN,
    /** ROLLBACK AND CHAIN. */
    ROLLBACK_AND_CHAIN,
    /** SAVEPOINT name. */
    SAVEPOINT,
    /** ROLLBACK TO SAVEPOINT name. */
    ROLLBACK_TO,
    /** RELEASE SAVEPOINT name. */
    RELEASE,
    /** SET TRANSACTION. */
    SET_TRANSACTION
  }
}
