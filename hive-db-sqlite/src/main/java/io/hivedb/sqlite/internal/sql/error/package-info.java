// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's errors, for every package of the engine. */
@NullMarked
package io.hivedb.sqlite.internal.sql.error;

import org.jspecify.annotations.NullMarked;
