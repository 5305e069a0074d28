// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a transaction has locked and, as long as this is there, not changed. */
final class RowHold {

  private final Thread thread = Thread.currentThread();
  private final Map<String, Set<Long>> rows = new HashMap<>();
  private boolean known = true;
  private boolean lent;

  /** It locks rows of a table, by their numbers; which rows is not known without a table. */
  synchronized void add(@Nullable String table, List<Long> numbers) {
    if (table == null) {
      known = false;
    } else {
      rows.computeIfAbsent(table, key -> new HashSet<>()).addAll(numbers);
    }
  }

  /** The numbers of its rows by the key of their table. */
  synchronized Map<String, Set<Long>> rows() {
    return Collections.unmodifiableMap(rows);
  }

  /** The calling thread's other transactions may write, but not to these rows. */
  synchronized boolean lend() {
    lent = known && isOfThisThread();
    return lent;
  }

  /** Nobody else may write. */
  synchronized void regain() {
    lent = false;
  }

  synchronized boolean isLent() {
    return lent;
  }

  boolean isOfThisThread() {
    return thread == Thread.currentThread();
  }
}
