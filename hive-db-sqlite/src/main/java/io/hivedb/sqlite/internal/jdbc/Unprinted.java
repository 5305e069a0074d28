// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLFeatureNotSupportedException;

/** Stands for a text of the metadata that this backend cannot print: to read it is refused. */
record Unprinted() {

  static SQLFeatureNotSupportedException refusal() {
    return new SQLFeatureNotSupportedException(
        "the text of this expression in the metadata is not supported by the backend [sqlite]. Run"
            + " it with hive.database.backend=pglite or postgresql.",
        "0A000");
  }
}
