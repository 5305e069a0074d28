// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

/** The storage class of a value in SQLite. */
public enum Storage {
  /** {@link Long}: booleans, integers, dates, times and timestamps. */
  INTEGER("BIGINT"),
  /** {@link Double}, or the text {@code NaN}, which SQLite sorts after all numbers. */
  REAL("BLOB"),
  /** {@link String}: all text types, numeric, json, uuid, interval, enums, arrays. */
  TEXT("TEXT"),
  /** A byte array: bytea and vector. */
  BLOB("BLOB");

  private final String declaration;

  Storage(String declaration) {
    this.declaration = declaration;
  }

  /** The type name to declare a column with, chosen for its affinity. */
  public String declaration() {
    return declaration;
  }
}
