// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.SearchPaths;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a session; those of SET LOCAL end with the transaction, all others roll back with
 * it.
 */
final class Settings {

  private Map<String, String> values = SettingNames.defaults();
  private @Nullable Map<String, String> before;
  private final Map<String, String> local = new HashMap<>();

  /** What functions set while they run. */
  private Map<String, String> called = Map.of();

  /** Settings of the client's own: once set, they are empty where they have no value. */
  private final Set<String> placeholders = new HashSet<>();

  private @Nullable Catalog pathCatalog;
  private @Nullable String pathText;
  private List<String> path = List.of();

  @Nullable String get(String name) {
    String value = called.isEmpty() ? null : called.get(name);
    if (value == null) {
      value = local.get(name);
    }
    if (value == null) {
      value = values.get(name);
    }
    return value == null && placeholders.contains(name) ? "" : value;
  }

  /** A function with settings begins; returns what {@link #leave} is told. */
  Map<String, String> enter(Map<String, String> settings) {
    Map<String, String> outer = called;
    called = new HashMap<>(outer);
    called.putAll(settings);
    return outer;
  }

  /** It ends. */
  void leave(Map<String, String> outer) {
    called = outer;
  }

  void set(String name, @Nullable String value, boolean onlyLocal) {
    if (called.containsKey(name)) {
      if (!onlyLocal || value == null) {
        throw PgException.unsupported("SET of a setting that a function sets");
      }
      called.put(name, value);
      return;
    }
    if (name.equals("all") && value == null) {
      values = SettingNames.defaults();
      local.clear();
      return;
    }
    if (name.indexOf('.') > 0) {
      placeholders.add(name);
    }
    String actual = value == null ? SettingNames.defaults().get(name) : value;
    if (onlyLocal) {
      if (before != null && actual != null) {
        local.put(name, actual);
      }
      return;
    }
    local.remove(name);
    if (actual == null) {
      values.remove(name);
    } else {
      values.put(name, actual);
    }
  }

  void begin() {
    before = new HashMap<>(values);
    local.clear();
  }

  /** All values as they are now. */
  record Mark(Map<String, String> values, Map<String, String> local) {}

  Mark mark() {
    return new Mark(new HashMap<>(values), new HashMap<>(local));
  }

  /** Goes back to what a savepoint saw. */
  void restore(Mark mark) {
    values = new HashMap<>(mark.values());
    local.clear();
    local.putAll(mark.local());
  }

  void end(boolean committed) {
    if (!committed && before != null) {
      values = before;
    }
    before = null;
    local.clear();
  }

  /** The schemas that exist, in the order of the search path; the system's if it says so. */
  List<String> path(Catalog catalog) {
    String text = get("search_path");
    if (catalog == pathCatalog && Objects.equals(text, pathText)) {
      return path;
    }
    path = SearchPaths.read(text, catalog);
    pathText = text;
    pathCatalog = catalog;
    return path;
  }
}
