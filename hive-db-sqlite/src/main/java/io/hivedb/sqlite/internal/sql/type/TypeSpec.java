// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import org.jspecify.annotations.Nullable;

/** The row of {@code pg_type} that a {@link PgType} is made from. */
record TypeSpec(
    int oid,
    String name,
    String sqlName,
    char category,
    boolean preferred,
    int jdbcType,
    Storage storage,
    @Nullable String collation,
    @Nullable PgType element) {}
