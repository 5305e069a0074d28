// SPDX-License-Identifier: Apache-2.0
/** Tests of the extension, and the test cases that they run. */
@NullMarked
package io.hivedb.junit;

import org.jspecify.annotations.NullMarked;
