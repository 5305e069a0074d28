// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as the client set it.
 *
 * @param declared the type that pgjdbc would send for the setter; null where the server infers it
 * @param value what {@link PgType#encode} takes: text, number, boolean, bytes, or null
 */
record Parameter(@Nullable PgType declared, @Nullable Object value) {}
