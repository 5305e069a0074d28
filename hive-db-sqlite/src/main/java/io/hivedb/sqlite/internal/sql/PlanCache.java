// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers syntax trees by text, and plans by text, parameter types and catalogue. */
final class PlanCache {

  private static final int SIZE = 1000;

  /**
   * Tree and catalogue are compared by identity: the first comes from the cache of trees, and each
   * change makes another catalogue.
   */
  private record Key(
      ParsedStatement statement, Catalog catalog, List<String> path, Object declared) {

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && that.statement == statement
          && that.catalog == catalog
          && that.path.equals(path)
          && that.declared.equals(declared);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(statement) * 31 + System.identityHashCode(catalog);
    }
  }

  private final Map<String, List<ParsedStatement>> trees = new Recent<>();
  private final Map<Key, Plan> plans = new Recent<>();

  List<ParsedStatement> parse(String text) {
    synchronized (trees) {
      List<ParsedStatement> known = trees.get(text);
      if (known != null) {
        return known;
      }
    }
    List<ParsedStatement> parsed = Parser.parse(text);
    synchronized (trees) {
      trees.put(text, parsed);
    }
    return parsed;
  }

  Plan plan(
      ParsedStatement statement,
      Catalog catalog,
      List<String> path,
      Object declared,
      Supplier<Plan> make) {
    Key key = new Key(statement, catalog, path, declared);
    synchronized (plans) {
      Plan known = plans.get(key);
      if (known != null) {
        return known;
      }
    }
    Plan made = make.get();
    if (made.kind() != Plan.Kind.DDL) {
      synchronized (plans) {
        plans.put(key, made);
      }
    }
    return made;
  }

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > SIZE;
    }
  }
}
