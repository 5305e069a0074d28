// SPDX-License-Identifier: Apache-2.0
/**
 * For implementors of a backend: a {@link io.hivedb.spi.BackendProvider} is found by {@link
 * java.util.ServiceLoader}, starts a {@link io.hivedb.spi.BackendServer}, and that creates each
 * {@link io.hivedb.spi.BackendDatabase}. Users of Hive DB need nothing from here.
 */
@NullMarked
package io.hivedb.spi;

import org.jspecify.annotations.NullMarked;
