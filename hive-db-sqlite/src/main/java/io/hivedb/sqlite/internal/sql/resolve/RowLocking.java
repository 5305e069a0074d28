// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * No effect on the session: a query locks the rows that it gives.
 *
 * @param table the key of the table whose rows they are, with their numbers behind the last column
 *     of the result; null where it is not known which rows are locked
 * @param problem PostgreSQL's message where somebody else has locked one, if it is not to wait
 */
public record RowLocking(@Nullable String table, @Nullable String problem) implements Plan.Effect {}
