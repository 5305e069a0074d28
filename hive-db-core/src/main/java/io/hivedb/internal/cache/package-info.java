// SPDX-License-Identifier: Apache-2.0
/**
 * For Hive DB's own backends that keep files from run to run: where they lie. Nobody else may rely
 * on anything here.
 */
@NullMarked
package io.hivedb.internal.cache;

import org.jspecify.annotations.NullMarked;
