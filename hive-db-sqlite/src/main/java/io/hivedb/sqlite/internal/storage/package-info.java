// SPDX-License-Identifier: Apache-2.0
/**
 * Internal: where a database's file lies, who owns it, when it is removed, and how SQLite opens it.
 */
@NullMarked
package io.hivedb.sqlite.internal.storage;

import org.jspecify.annotations.NullMarked;
