// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The savepoints of a transaction, which may share a name: the newest is meant. */
final class Savepoints {

  /** What there was at a savepoint; the catalogue is null where nothing had changed it. */
  record Savepoint(String name, @Nullable Catalog catalog, int restarts, Settings.Mark settings) {}

  private final Deque<Savepoint> open = new ArrayDeque<>();

  void add(String name, @Nullable Catalog catalog, int restarts, Settings.Mark settings) {
    open.push(new Savepoint(name, catalog, restarts, settings));
  }

  /** Forgets those after one, which stays; null where there is none of the name. */
  @Nullable Savepoint backTo(String name) {
    while (!open.isEmpty() && !open.element().name().equals(name)) {
      open.pop();
    }
    return open.peek();
  }

  /** Forgets one and those after it. */
  void release(String name) {
    boolean found = false;
    while (!found && !open.isEmpty()) {
      found = open.pop().name().equals(name);
    }
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  void clear() {
    open.clear();
  }
}
