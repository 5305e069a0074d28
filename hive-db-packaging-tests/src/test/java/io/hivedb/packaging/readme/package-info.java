// SPDX-License-Identifier: Apache-2.0
/** The code that the README shows. */
@NullMarked
package io.hivedb.packaging.readme;

import org.jspecify.annotations.NullMarked;
