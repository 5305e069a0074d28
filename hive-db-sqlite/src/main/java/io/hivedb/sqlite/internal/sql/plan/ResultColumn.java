// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.plan;

import io.hivedb.sqlite.internal.sql.type.PgType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param name PostgreSQL's name for it
 * @param type its type
 * @param typmod PostgreSQL's type modifier, -1 for none
 * @param schema the schema of the table it comes from unchanged
 * @param table the table it comes from unchanged
 * @param column the column it comes from unchanged
 */
public record ResultColumn(
    String name,
    PgType type,
    int typmod,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column) {}
