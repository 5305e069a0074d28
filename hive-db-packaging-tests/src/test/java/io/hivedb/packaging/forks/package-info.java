// SPDX-License-Identifier: Apache-2.0
/** What several forks of one build run at once. */
@NullMarked
package io.hivedb.packaging.forks;

import org.jspecify.annotations.NullMarked;
