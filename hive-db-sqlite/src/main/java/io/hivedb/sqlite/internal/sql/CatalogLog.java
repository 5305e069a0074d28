// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Retyping;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import io.hivedb.sqlite.internal.sql.resolve.Analyzer;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a catalogue of the statements that led to it. A catalogue is immutable, so that databases
 * with the same log share it; the last few are remembered, since a JVM opens the same again.
 */
final class CatalogLog {

  private static final int REMEMBERED = 8;

  private static final Map<List<Entry>, Catalog> RECENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Entry>, Catalog> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A statement that changed the catalogue.
   *
   * @param path the search path it was run with, separated by commas
   * @param sql its text
   */
  record Entry(String path, String sql) {}

  private CatalogLog() {}

  static Catalog replay(List<Entry> log) {
    synchronized (RECENT) {
      Catalog known = RECENT.get(log);
      if (known != null) {
        return known;
      }
    }
    Catalog made = new Catalog();
    for (Entry entry : log) {
      made = after(made, entry);
    }
    synchronized (RECENT) {
      RECENT.put(List.copyOf(log), made);
    }
    return made;
  }

  private static Catalog after(Catalog before, Entry entry) {
    ParsedStatement statement = Parser.parse(entry.sql()).get(0);
    List<String> path = entry.path().isEmpty() ? List.of() : List.of(entry.path().split(","));
    CatalogChange change =
        (CatalogChange) Analyzer.plan(statement, before, path, List.of()).effect();
    return change == null || change.catalog() == null ? before : Retyping.settled(change.catalog());
  }
}
