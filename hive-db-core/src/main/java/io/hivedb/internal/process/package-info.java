// SPDX-License-Identifier: Apache-2.0
/**
 * For Hive DB's own backends that start a child process: launch, readiness, output, exit report,
 * end. Nobody else may rely on anything here.
 */
@NullMarked
package io.hivedb.internal.process;

import org.jspecify.annotations.NullMarked;
