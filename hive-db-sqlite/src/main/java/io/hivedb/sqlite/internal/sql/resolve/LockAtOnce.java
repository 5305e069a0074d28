// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;

/**
 * No effect on the session: the write lock is taken without waiting for it.
 *
 * @param problem PostgreSQL's message where somebody else has the lock
 */
public record LockAtOnce(String problem) implements Plan.Effect {}
