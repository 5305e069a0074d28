// SPDX-License-Identifier: Apache-2.0
/**
 * For users: {@link io.hivedb.HiveDb} starts a database, {@link io.hivedb.HiveDbConfig} says which.
 */
@NullMarked
package io.hivedb;

import org.jspecify.annotations.NullMarked;
