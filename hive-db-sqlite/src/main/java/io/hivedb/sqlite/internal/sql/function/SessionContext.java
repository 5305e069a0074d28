// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

/** What functions may ask of the session that calls them. */
public interface SessionContext {

  /** The start of the transaction, as a stored timestamp. */
  long now();

  /** The start of the statement, as a stored timestamp. */
  long statementTime();

  /** The next value of a sequence, given by the key of the catalogue or by a name. */
  long nextValue(String sequence);

  /** The last value that this session took from a sequence. */
  long currentValue(String sequence);

  /** The last value that this session took from any sequence. */
  long lastValue();

  /** Sets a sequence. */
  long setValue(String sequence, long value, boolean called);

  /** The name of the sequence of a column, or null. */
  @org.jspecify.annotations.Nullable
  String serialSequence(String table, String column);

  /** A setting. */
  @org.jspecify.annotations.Nullable
  String setting(String name);

  /** Sets a setting. */
  void set(String name, String value, boolean local);

  /** The first schema of the search path. */
  String currentSchema();

  /** The relation of a name, or null. */
  @org.jspecify.annotations.Nullable
  String findRelation(String name);
}
