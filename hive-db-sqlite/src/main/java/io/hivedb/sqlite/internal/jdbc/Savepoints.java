// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The savepoints of one transaction. PostgreSQL's may share a name, and may be there before the
 * SQLite transaction has begun; so each has a name of its own in SQLite.
 */
final class Savepoints {

  private record Mark(String name, String rawName) {}

  private final StatementCache statements;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private int made;

  Savepoints(StatementCache statements) {
    this.statements = statements;
  }

  boolean isEmpty() {
    return marks.isEmpty();
  }

  void clear() {
    marks.clear();
  }

  /** Makes those that are there in the SQLite transaction that has just begun. */
  void replay() throws SQLException {
    Iterator<Mark> eldestFirst = marks.descendingIterator();
    while (eldestFirst.hasNext()) {
      statements.run("SAVEPOINT " + eldestFirst.next().rawName());
    }
  }

  void set(String name, boolean rawOpen) throws SQLException {
    Mark mark = new Mark(name, "hive_" + ++made);
    if (rawOpen) {
      statements.run("SAVEPOINT " + mark.rawName());
    }
    marks.push(mark);
  }

  void rollbackTo(String name, boolean rawOpen) throws SQLException {
    Mark mark = find(name);
    if (rawOpen) {
      statements.run("ROLLBACK TO " + mark.rawName());
    }
    while (!marks.element().equals(mark)) {
      marks.pop();
    }
  }

  void release(String name, boolean rawOpen) throws SQLException {
    Mark mark = find(name);
    if (rawOpen) {
      statements.run("RELEASE " + mark.rawName());
    }
    while (!marks.pop().equals(mark)) {
      // Releases the later ones too.
    }
  }

  private Mark find(String name) {
    for (Mark mark : marks) {
      if (mark.name().equals(name)) {
        return mark;
      }
    }
    throw new PgException(SqlErrors.NO_SUCH_SAVEPOINT, "savepoint \"" + name + "\" does not exist");
  }
}
