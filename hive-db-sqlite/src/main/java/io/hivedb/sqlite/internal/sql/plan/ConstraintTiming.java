// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SET CONSTRAINTS; the facade checks accordingly until the transaction ends.
 *
 * @param constraints the keys of the foreign keys, {@code schema.table.name}; null for all
 * @param deferred whether they are checked at the end of the transaction
 */
public record ConstraintTiming(@Nullable List<String> constraints, boolean deferred)
    implements Plan.Effect {}
