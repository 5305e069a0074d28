// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;

/** The effect of DISCARD SEQUENCES, or of DISCARD ALL in a session without temporary tables. */
public record SessionDiscard(boolean all) implements Plan.Effect {}
