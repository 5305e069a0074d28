// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

/**
 * Bounds of one execution.
 *
 * @param maxRows rows to keep at most; 0 for all
 * @param timeoutMillis time to run at most; 0 for any
 */
record Limits(long maxRows, long timeoutMillis) {

  static final Limits NONE = new Limits(0, 0);
}
