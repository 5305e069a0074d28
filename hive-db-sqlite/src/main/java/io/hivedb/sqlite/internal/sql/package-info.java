// SPDX-License-Identifier: Apache-2.0
/** The SQL engine, for the JDBC facade: PostgreSQL's text in, plans of SQLite statements out. */
@NullMarked
package io.hivedb.sqlite.internal.sql;

import org.jspecify.annotations.NullMarked;
