// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

/** What the default methods of this package say. */
final class Unsupported {

  private Unsupported() {}

  static UnsupportedOperationException of(String action, Object who) {
    return new UnsupportedOperationException(
        "["
            + who
            + "] cannot "
            + action
            + ". HiveDb.capabilities() tells what a backend can do; choose another by"
            + " hive.database.backend.");
  }
}
