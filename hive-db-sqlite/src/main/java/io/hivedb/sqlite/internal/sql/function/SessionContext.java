// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import io.hivedb.sqlite.internal.sql.system.ProcNames;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What functions may ask of the session that calls them. */
public interface SessionContext {

  /** The start of the transaction, as a stored timestamp. */
  long now();

  /** The time that {@code 'now'} means in the running statement, in units of microseconds. */
  long literalTime(long unit);

  /** The start of the statement, as a stored timestamp. */
  long statementTime();

  /** The next value of a sequence, given by the key of the catalogue or by a name. */
  long nextValue(String sequence);

  /** The last value that this session took from a sequence. */
  long currentValue(String sequence);

  /** The last value that this session took from any sequence. */
  long lastValue();

  /** The last value that any session took from a sequence, or null where none did. */
  @Nullable Long lastValueOf(String sequence);

  /** The value that a sequence handed out last, or hands out next. */
  long sequenceValue(String sequence);

  /** Sets a sequence. */
  long setValue(String sequence, long value, boolean called);

  /** ON CONFLICT DO UPDATE changes a row. */
  void markUpdated();

  /** Whether no row was changed since this was asked last. */
  boolean takeInserted();

  /** The name of the sequence of a column, or null. */
  @Nullable String serialSequence(String table, String column);

  /** A setting. */
  @Nullable String setting(String name);

  /** Sets a setting. */
  void set(String name, String value, boolean local);

  /** Warns the client. */
  void warn(String sqlState, String text);

  /** The first schema of the search path. */
  @Nullable String currentSchema();

  /** The objects of the database by OID and name. */
  ObjectNames objects();

  /** The functions of the database by OID and name. */
  ProcNames procedures();

  /** The type of a type name, or PostgreSQL's error. */
  PgType type(String name);

  /** The schemas that unqualified names are looked up in. */
  List<String> path();

  /** The advisory locks of the database, as this session's hands. */
  AdvisoryLocks.Holder locks();

  /** Calls the function of the database whose OID is the first argument. */
  @Nullable Object call(Args args);

  /** The relation of a name, or null. */
  @Nullable String findRelation(String name);
}
