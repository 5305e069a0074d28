// SPDX-License-Identifier: Apache-2.0
/** Writes a database as a script of PostgreSQL's SQL that every backend reads. Not for users. */
@NullMarked
package io.hivedb.internal.dump;

import org.jspecify.annotations.NullMarked;
