// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import org.sqlite.SQLiteConnection;

/**
 * A SQLite connection and the engine's session on it.
 *
 * @param connection in autocommit mode, which it never leaves
 * @param sql plans the statements
 * @param hook runs around each commit
 */
public record RawSession(SQLiteConnection connection, SqlSession sql, CommitHook hook) {}
