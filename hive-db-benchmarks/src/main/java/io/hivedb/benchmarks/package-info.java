// SPDX-License-Identifier: Apache-2.0
/** Comparisons with peers, each in the same run as ours. */
@NullMarked
package io.hivedb.benchmarks;

import org.jspecify.annotations.NullMarked;
