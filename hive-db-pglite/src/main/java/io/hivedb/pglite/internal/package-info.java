// SPDX-License-Identifier: Apache-2.0
/** What the PostgreSQL driver is told to use. Not for users of Hive DB. */
@NullMarked
package io.hivedb.pglite.internal;

import org.jspecify.annotations.NullMarked;
