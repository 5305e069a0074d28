// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs the statements of a routine, in the transaction that is open. */
public interface Host {

  /** The catalogue as the transaction sees it. */
  Catalog catalog();

  /** The schemas that unqualified names are looked up in. */
  List<String> path();

  /** A function with settings begins; returns what {@link #leave} is told. */
  Map<String, String> enter(Map<String, String> settings);

  /** It ends. */
  void leave(Map<String, String> outer);

  /** Runs a statement with the stored values of its variables. */
  Answer run(ParsedStatement statement, Variables variables, @Nullable Object[] values);

  /** Parses a text of statements. */
  List<ParsedStatement> parse(String text);

  /** A stored value as one of another type, as an assignment of PL/pgSQL converts it. */
  Object convert(Object value, PgType from, PgType to, int typmod);

  /** Begins a block that can be taken back. */
  void savepoint(String name);

  /** Takes back what was done since. */
  void rollbackTo(String name);

  /** Ends a block that can be taken back. */
  void release(String name);

  /** Tells the client something. */
  void notice(String level, PgException notice);

  /** Fails where the client wants no more. */
  void checkRunning();
}
