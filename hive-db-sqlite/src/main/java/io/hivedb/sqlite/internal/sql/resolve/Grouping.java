// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a SELECT groups by, and which columns it uses beside that. */
final class Grouping {

  private final Set<String> keys = new HashSet<>();
  private final GroupingSet set = new GroupingSet(keys);
  private final List<Typed> ungrouped = new ArrayList<>();

  void addKey(Typed key) {
    keys.add(key.identity());
  }

  boolean isKey(Typed value) {
    return keys.contains(value.identity());
  }

  /** Which grouping set this is. */
  GroupingSet set() {
    return set;
  }

  /** Notes the use of a column where neither it nor the key of its table is a key. */
  void use(Typed column, Scope.Source owner) {
    boolean grouped = isKey(column) || set.nulled(column.identity()) != null;
    if (!grouped && !isDependent(owner)) {
      ungrouped.add(column);
    }
  }

  /** A column depends on its table's primary key, so that grouping by the key is enough. */
  private boolean isDependent(Scope.Source source) {
    Table table = source.table();
    var key = table == null ? null : table.primaryKey();
    if (key == null || keys.isEmpty()) {
      return false;
    }
    return source.items().stream()
        .filter(item -> key.columns().contains(item.name()))
        .allMatch(item -> keys.contains(Typed.identity(item.type(), item.sql())));
  }

  /** The first column that is used beside the keys; null where all is grouped by. */
  @Nullable Typed firstUngrouped() {
    return ungrouped.isEmpty() ? null : ungrouped.get(0);
  }

  /** How many columns were used until now. */
  int mark() {
    return ungrouped.size();
  }

  /** The columns used since a mark belong to a value that is grouped by as a whole. */
  void forgetSince(int mark) {
    ungrouped.subList(mark, ungrouped.size()).clear();
  }
}
