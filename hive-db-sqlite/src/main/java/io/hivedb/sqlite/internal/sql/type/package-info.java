// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's types: their text forms, their storage in SQLite and their Java values; for the
 * engine and the JDBC facade.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.type;

import org.jspecify.annotations.NullMarked;
