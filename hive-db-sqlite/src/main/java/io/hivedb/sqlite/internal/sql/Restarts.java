// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sequences that a transaction restarted: unlike nextval, that rolls back. */
final class Restarts {

  private record Before(String key, Sequences.@Nullable State state) {}

  private final Sequences sequences;
  private final List<Before> log = new ArrayList<>();

  Restarts(Sequences sequences) {
    this.sequences = sequences;
  }

  void restart(Map<String, @Nullable Long> keys) {
    for (Map.Entry<String, @Nullable Long> restart : keys.entrySet()) {
      log.add(new Before(restart.getKey(), sequences.state(restart.getKey())));
      sequences.restart(restart.getKey(), restart.getValue());
    }
  }

  /** How many there were until now. */
  int mark() {
    return log.size();
  }

  /** Takes back all after a mark. */
  void undo(int mark) {
    while (log.size() > mark) {
      Before before = log.remove(log.size() - 1);
      sequences.restore(before.key(), before.state());
    }
  }

  void forget() {
    log.clear();
  }
}
