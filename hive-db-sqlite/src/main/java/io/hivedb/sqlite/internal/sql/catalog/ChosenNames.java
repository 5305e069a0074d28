// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives what the client did not name: table, columns and a label. */
public final class ChosenNames {

  private static final int LONGEST = 63;

  private ChosenNames() {}

  /**
   * A free name.
   *
   * @param label {@code pkey}, {@code key}, {@code seq} and the like
   * @param taken whether a name is in use
   */
  public static String of(
      String table, List<String> columns, String label, Predicate<String> taken) {
    String middle = joined(columns);
    String name = made(table, middle, label);
    for (int number = 1; taken.test(name); number++) {
      name = made(table, middle, label + number);
    }
    return name;
  }

  /** Names joined until they are long enough. */
  private static @Nullable String joined(List<String> columns) {
    if (columns.isEmpty()) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    for (String column : columns) {
      if (joined.length() > LONGEST) {
        break;
      }
      joined.append(joined.isEmpty() ? "" : "_").append(column);
    }
    return joined.substring(0, Math.min(joined.length(), LONGEST));
  }

  /** PostgreSQL's makeObjectName: the longer part is cut until all fits. */
  private static String made(String table, @Nullable String middle, String label) {
    int first = table.length();
    int second = middle == null ? 0 : middle.length();
    int room = LONGEST - label.length() - 1 - (middle == null ? 0 : 1);
    while (first + second > room) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    String columns = middle == null ? "" : "_" + middle.substring(0, second);
    return table.substring(0, first) + columns + "_" + label;
  }
}
