// SPDX-License-Identifier: Apache-2.0
/** What a run of tests leaves behind, and the matrix that is made of several runs. */
@NullMarked
package io.hivedb.junit.internal.report;

import org.jspecify.annotations.NullMarked;
