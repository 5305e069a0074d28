// SPDX-License-Identifier: Apache-2.0
/**
 * What is noted of the use of a database: connections that were taken, statements that were run.
 */
@NullMarked
package io.hivedb.internal.watch;

import org.jspecify.annotations.NullMarked;
