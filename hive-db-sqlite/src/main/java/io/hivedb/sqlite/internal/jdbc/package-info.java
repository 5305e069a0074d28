// SPDX-License-Identifier: Apache-2.0
/**
 * Internal: {@link java.sql} as pgjdbc behaves, on SQLite. The translator plans each statement, the
 * session runs the plan, results are read whole.
 */
@NullMarked
package io.hivedb.sqlite.internal.jdbc;

import org.jspecify.annotations.NullMarked;
