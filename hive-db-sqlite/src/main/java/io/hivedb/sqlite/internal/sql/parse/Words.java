// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

/** What other packages may ask about keywords. */
public final class Words {

  private Words() {}

  /** Whether quote_ident leaves a name without quotes. */
  public static boolean mayStandBare(String name) {
    return Keywords.isColumnName(name) && Keywords.isFunctionName(name);
  }
}
