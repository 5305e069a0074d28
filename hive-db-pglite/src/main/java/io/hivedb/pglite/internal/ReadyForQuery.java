// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import java.util.Arrays;

/**
 * The message that ends an answer: {@code Z}, a length of 5, and whether a transaction is open
 * (PostgreSQL's manual, "Message Formats").
 */
final class ReadyForQuery {

  private static final byte[] BEGINNING = {'Z', 0, 0, 0, 5};
  private static final byte IDLE = 'I';

  private ReadyForQuery() {}

  /**
   * Whether a transaction is open after bytes that were read: as they say, if they end with such a
   * message.
   *
   * @param was whether one was open before
   */
  static boolean isInTransaction(byte[] bytes, int offset, int count, boolean was) {
    int status = offset + count - 1;
    int start = status - BEGINNING.length;
    boolean isOne =
        start >= offset && Arrays.equals(bytes, start, status, BEGINNING, 0, BEGINNING.length);
    return isOne ? bytes[status] != IDLE : was;
  }
}
