// SPDX-License-Identifier: Apache-2.0
/**
 * For the backend's mode {@code local}: finds PostgreSQL's programs, makes clusters and runs them.
 * Knows no JDBC. Nobody else may rely on anything here.
 */
@NullMarked
package io.hivedb.postgres.internal.local;

import org.jspecify.annotations.NullMarked;
