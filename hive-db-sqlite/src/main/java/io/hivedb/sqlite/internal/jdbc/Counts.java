// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Statement;
import java.util.Arrays;

/** Update counts as {@code int}: what does not fit is "succeeded, number unknown". */
final class Counts {

  private Counts() {}

  static int toInt(long count) {
    return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
  }

  static int[] toInts(long[] counts) {
    return Arrays.stream(counts).mapToInt(Counts::toInt).toArray();
  }
}
