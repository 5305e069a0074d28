// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.util.Set;

/**
 * A column of a table.
 *
 * @param name quoted
 * @param type as the catalogue writes it
 */
record TableColumn(String name, String type) {

  private static final Set<String> BARE =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "boolean");

  /** Whether its values are written without quotes. */
  boolean isBare() {
    return BARE.contains(type) || type.startsWith("numeric");
  }
}
