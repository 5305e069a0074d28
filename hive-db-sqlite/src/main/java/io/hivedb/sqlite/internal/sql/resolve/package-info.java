// SPDX-License-Identifier: Apache-2.0
/**
 * From syntax tree and catalogue to SQLite's SQL, every expression with a PostgreSQL type; for the
 * engine.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.resolve;

import org.jspecify.annotations.NullMarked;
