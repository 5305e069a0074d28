// SPDX-License-Identifier: Apache-2.0
/**
 * For users who look up the settings of the PostgreSQL backend; everything else is found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.hivedb.postgres;

import org.jspecify.annotations.NullMarked;
