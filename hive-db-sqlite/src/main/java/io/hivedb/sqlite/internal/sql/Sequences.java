// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of all sequences of a database, which no rollback takes back. Thread-safe. */
final class Sequences {

  /** The last value, and whether it was handed out. */
  record State(long last, boolean called) {}

  private final Map<String, State> states = new HashMap<>();
  private long version;

  /** A new sequence may have the name of one that was dropped. */
  void forgetNew(Catalog before, Catalog after) {
    for (Relation relation : after.relations()) {
      if (relation instanceof Relation.Sequence && before.relation(relation.key()) == null) {
        restart(relation.key(), null);
      }
    }
  }

  synchronized long next(Relation.Sequence sequence) {
    State state = states.get(sequence.key());
    if (state == null) {
      state = new State(sequence.start(), false);
    }
    long value = state.called() ? successor(sequence, state.last()) : state.last();
    states.put(sequence.key(), new State(value, true));
    version++;
    return value;
  }

  private static long successor(Relation.Sequence sequence, long last) {
    boolean up = sequence.increment() > 0;
    boolean exhausted =
        up
            ? last > sequence.maximum() - sequence.increment()
            : last < sequence.minimum() - sequence.increment();
    if (!exhausted) {
      return last + sequence.increment();
    }
    if (sequence.cycle()) {
      return up ? sequence.minimum() : sequence.maximum();
    }
    String limit = up ? "maximum" : "minimum";
    long bound = up ? sequence.maximum() : sequence.minimum();
    throw new PgException(
        "2200H",
        "nextval: reached "
            + limit
            + " value of sequence \""
            + sequence.name()
            + "\" ("
            + bound
            + ")");
  }

  synchronized void set(Relation.Sequence sequence, long value, boolean called) {
    if (value < sequence.minimum() || value > sequence.maximum()) {
      throw new PgException(
          "22003",
          "setval: value "
              + value
              + " is out of bounds for sequence \""
              + sequence.name()
              + "\" ("
              + sequence.minimum()
              + ".."
              + sequence.maximum()
              + ")");
    }
    states.put(sequence.key(), new State(value, called));
    version++;
  }

  synchronized void restart(String key, @Nullable Long value) {
    version++;
    if (value == null) {
      states.remove(key);
    } else {
      states.put(key, new State(value, false));
    }
  }

  /** The state of a sequence; null where it is new. */
  synchronized @Nullable State state(String key) {
    return states.get(key);
  }

  /** Gives a sequence the state back that it had. */
  synchronized void restore(String key, @Nullable State state) {
    version++;
    if (state == null) {
      states.remove(key);
    } else {
      states.put(key, state);
    }
  }

  /** Another key for a sequence; the old one stays for a rollback. */
  synchronized void copy(String from, String to) {
    version++;
    State state = states.get(from);
    if (state == null) {
      states.remove(to);
    } else {
      states.put(to, state);
    }
  }

  /** Another number after each change. */
  synchronized long version() {
    return version;
  }

  synchronized Map<String, State> snapshot() {
    return new HashMap<>(states);
  }

  synchronized void replace(Map<String, State> others) {
    states.clear();
    states.putAll(others);
  }
}
