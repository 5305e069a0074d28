// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;

/**
 * The effect of a statement about prepared statements or cursors, which the facade carries out.
 *
 * @param types of PREPARE, the types of the parameters
 */
public record SessionRun(SessionStatement statement, List<PgType> types) implements Plan.Effect {}
