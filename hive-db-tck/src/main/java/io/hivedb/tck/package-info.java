// SPDX-License-Identifier: Apache-2.0
/**
 * For implementors of a backend: extend {@link io.hivedb.tck.BackendContract} in the provider's
 * tests.
 */
@NullMarked
package io.hivedb.tck;

import org.jspecify.annotations.NullMarked;
