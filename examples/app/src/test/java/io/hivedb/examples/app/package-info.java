// SPDX-License-Identifier: Apache-2.0
/** For whoever changes the example. */
@NullMarked
package io.hivedb.examples.app;

import org.jspecify.annotations.NullMarked;
