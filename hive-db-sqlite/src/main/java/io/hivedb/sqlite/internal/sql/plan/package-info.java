// SPDX-License-Identifier: Apache-2.0
/** What to run on SQLite for one statement, for the JDBC facade. */
@NullMarked
package io.hivedb.sqlite.internal.sql.plan;

import org.jspecify.annotations.NullMarked;
