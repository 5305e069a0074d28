// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.List;

/** The keys of DISTINCT ON: output columns by name or position, or expressions. */
final class DistinctOn {

  private final List<Typed> values = new ArrayList<>();

  DistinctOn(Resolver resolver, List<Expr> keys, List<Query.Output> outputs, Scope scope) {
    for (Expr key : keys) {
      int index = Queries.outputIndex(key, outputs, "DISTINCT ON");
      Typed value = index >= 0 ? outputs.get(index).value() : resolver.resolve(key, scope);
      if (value.isUnknown() && value.parameter() == 0) {
        throw new PgException("42601", "non-integer constant in DISTINCT ON").at(key.position());
      }
      values.add(
          new Typed(
              value.sql(), value.type(), value.typmod(), null, 0, value.origin(), key.position()));
    }
  }

  List<Typed> values() {
    return values;
  }

  /** The rows of a group must lie together, so that ORDER BY has to begin with the same keys. */
  void check(List<SelectQuery.Key> order, List<Query.Output> outputs) {
    if (values.isEmpty()) {
      return;
    }
    List<Typed> missing = new ArrayList<>(values);
    boolean skipped = false;
    for (SelectQuery.Key key : order) {
      Typed sorted = key.value();
      Typed value = sorted == null ? outputs.get(key.output()).value() : sorted;
      int at = indexOf(value);
      if (at >= 0 && skipped) {
        throw mismatch(values.get(at));
      }
      skipped |= at < 0;
      missing.removeIf(value::isSame);
    }
    if (skipped && !missing.isEmpty()) {
      throw mismatch(missing.get(0));
    }
  }

  private int indexOf(Typed value) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isSame(value)) {
        return i;
      }
    }
    return -1;
  }

  private static PgException mismatch(Typed key) {
    return new PgException(
            "42P10", "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
        .at(key.position());
  }
}
