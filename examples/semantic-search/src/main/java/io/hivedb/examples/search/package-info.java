// SPDX-License-Identifier: Apache-2.0
/**
 * For readers who want to see pgvector used from plain JDBC: the repository, its types and the data
 * that it is shown with.
 */
@NullMarked
package io.hivedb.examples.search;

import org.jspecify.annotations.NullMarked;
