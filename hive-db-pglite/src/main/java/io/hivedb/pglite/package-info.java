// SPDX-License-Identifier: Apache-2.0
/**
 * The PGlite backend, for {@link java.util.ServiceLoader}: users of Hive DB put it on the path, and
 * read {@code docs/pglite.md} for its settings.
 */
@NullMarked
package io.hivedb.pglite;

import org.jspecify.annotations.NullMarked;
