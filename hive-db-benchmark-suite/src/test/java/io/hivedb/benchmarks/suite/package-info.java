// SPDX-License-Identifier: Apache-2.0
/** One suite of tests, with its database isolated in three ways. */
@NullMarked
package io.hivedb.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
