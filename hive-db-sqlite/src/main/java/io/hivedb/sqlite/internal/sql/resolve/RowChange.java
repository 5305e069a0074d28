// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;

/**
 * No effect on the session: what an error message has to name.
 *
 * @param table the key of the table that is changed
 * @param command INSERT, UPDATE or DELETE
 */
public record RowChange(String table, String command) implements Plan.Effect {}
