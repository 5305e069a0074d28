// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.plan.Plan;

/** The effect of DO: the facade runs the block's statements one by one. */
public record BlockRun(Block block) implements Plan.Effect {}
