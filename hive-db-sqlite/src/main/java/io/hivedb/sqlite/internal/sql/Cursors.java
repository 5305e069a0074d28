// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cursors of a session. */
public final class Cursors {

  private record Savepoint(String name, List<String> cursors) {}

  private final Map<String, Cursor> open = new LinkedHashMap<>();

  /** Those that a rollback closes. */
  private final List<String> young = new ArrayList<>();

  private final Deque<Savepoint> savepoints = new ArrayDeque<>();

  Cursors() {}

  /** Fails where there is one of the name. */
  public void checkNew(String name) {
    if (open.containsKey(name)) {
      throw new PgException("42P03", "cursor \"" + name + "\" already exists");
    }
  }

  /** Adds a cursor. */
  public void add(String name, Cursor cursor) {
    open.put(name, cursor);
    young.add(name);
  }

  /** A cursor that is open. */
  public Cursor get(String name) {
    Cursor cursor = open.get(name);
    if (cursor == null) {
      throw new PgException("34000", "cursor \"" + name + "\" does not exist");
    }
    return cursor;
  }

  /** Closes one. */
  public void close(String name) {
    get(name);
    remove(name);
  }

  /** Closes all. */
  public void closeAll() {
    open.clear();
    young.clear();
  }

  private void remove(String name) {
    open.remove(name);
    young.remove(name);
  }

  void commit() {
    open.values().removeIf(cursor -> !cursor.hold());
    young.clear();
    savepoints.clear();
  }

  void rollback() {
    List.copyOf(young).forEach(this::remove);
    savepoints.clear();
  }

  void savepoint(String name) {
    savepoints.push(new Savepoint(name, List.copyOf(young)));
  }

  void rollbackTo(String name) {
    while (!savepoints.isEmpty() && !savepoints.element().name().equals(name)) {
      savepoints.pop();
    }
    if (!savepoints.isEmpty()) {
      List<String> before = savepoints.element().cursors();
      List.copyOf(young).stream().filter(c -> !before.contains(c)).forEach(this::remove);
    }
  }

  void release(String name) {
    boolean found = false;
    while (!found && !savepoints.isEmpty()) {
      found = savepoints.pop().name().equals(name);
    }
  }
}
