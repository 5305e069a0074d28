// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of one execution, one after the other. */
final class Results {

  static final Results NONE = new Results(List.of());

  private final List<Outcome> outcomes;
  private int at;

  Results(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  @Nullable Outcome current() {
    return at < outcomes.size() ? outcomes.get(at) : null;
  }

  void advance() {
    at++;
  }

  boolean currentHasRows() {
    Outcome current = current();
    return current != null && current.rows() != null;
  }

  long withRows() {
    return outcomes.stream().filter(outcome -> outcome.rows() != null).count();
  }
}
