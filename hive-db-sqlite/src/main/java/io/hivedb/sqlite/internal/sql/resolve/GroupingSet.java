// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of several grouping sets: the keys of the others are null in it. */
final class GroupingSet {

  private final Set<String> groups;
  private final Map<String, Typed> nulled = new HashMap<>();
  private List<Expr> allKeys = List.of();
  private boolean empty;

  /**
   * No set at all.
   *
   * @param groups the identities of the keys that this set has, filled later
   */
  GroupingSet(Set<String> groups) {
    this.groups = groups;
  }

  /** Becomes one of the sets that together have these keys; perhaps the one that has none. */
  void of(List<Expr> keys, boolean withoutKeys) {
    allKeys = keys;
    empty = withoutKeys;
  }

  List<Expr> allKeys() {
    return allKeys;
  }

  boolean isEmpty() {
    return empty;
  }

  /** A key of another set is null in this one. */
  void nullUnlessGrouped(Typed key) {
    if (!groups.contains(key.identity())) {
      nulled.put(key.identity(), Typed.of("NULL", key.type(), key.typmod(), key.position()));
    }
  }

  @Nullable Typed nulled(String identity) {
    return nulled.get(identity);
  }

  /** What GROUPING says of a key: 0 where it is grouped by, 1 where it is null, else -1. */
  int bit(String identity) {
    return groups.contains(identity) ? 0 : nulled.containsKey(identity) ? 1 : -1;
  }
}
