// SPDX-License-Identifier: Apache-2.0
/**
 * For {@link java.util.ServiceLoader}: the provider of the backend {@code sqlite}. Users choose it
 * by {@code hive.database.backend=sqlite} and need nothing from here.
 */
@NullMarked
package io.hivedb.sqlite;

import org.jspecify.annotations.NullMarked;
