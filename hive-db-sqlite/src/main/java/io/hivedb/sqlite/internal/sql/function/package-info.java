// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's and pgvector's functions, operators and aggregates in Java, for the resolver and
 * SQLite.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.function;

import org.jspecify.annotations.NullMarked;
