// SPDX-License-Identifier: Apache-2.0
/** For Hive DB itself: starting, choosing and closing. Nobody else may rely on anything here. */
@NullMarked
package io.hivedb.internal;

import org.jspecify.annotations.NullMarked;
