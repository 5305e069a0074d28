// SPDX-License-Identifier: Apache-2.0
/** Rules of the house, and tests of the packed jars. */
@NullMarked
package io.hivedb.packaging;

import org.jspecify.annotations.NullMarked;
