// SPDX-License-Identifier: Apache-2.0
/** For users: {@link io.hivedb.junit.HiveDatabase} gives a test class its own database. */
@NullMarked
package io.hivedb.junit;

import org.jspecify.annotations.NullMarked;
