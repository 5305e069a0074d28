// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that a session prepared by SQL. No transaction takes them back. */
public final class PreparedStatements {

  /** A prepared statement, and the types of its parameters. */
  public record Prepared(ParsedStatement statement, List<PgType> types, LiteralClock.Kept kept) {}

  private final Map<String, Prepared> statements = new HashMap<>();

  private final LiteralClock clock;

  PreparedStatements(LiteralClock clock) {
    this.clock = clock;
  }

  /** What the literals of time in them are. */
  public LiteralClock clock() {
    return clock;
  }

  /** Keeps a statement. */
  public void add(String name, Prepared prepared) {
    if (statements.putIfAbsent(name, prepared) != null) {
      throw new PgException("42P05", "prepared statement \"" + name + "\" already exists");
    }
  }

  /** A statement that is kept. */
  public Prepared get(String name) {
    Prepared prepared = statements.get(name);
    if (prepared == null) {
      throw new PgException("26000", "prepared statement \"" + name + "\" does not exist");
    }
    return prepared;
  }

  /** Forgets one. */
  public void remove(String name) {
    get(name);
    statements.remove(name);
  }

  /** Forgets all. */
  public void clear() {
    statements.clear();
    clock.forget();
  }
}
