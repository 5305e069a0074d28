// SPDX-License-Identifier: Apache-2.0
/**
 * For readers who want to see what a suite looks like that passes on PGlite, PostgreSQL and SQLite
 * without an edit.
 */
@NullMarked
package io.hivedb.examples.search;

import org.jspecify.annotations.NullMarked;
