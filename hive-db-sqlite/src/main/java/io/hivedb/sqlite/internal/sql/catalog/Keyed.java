// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects by their keys, in collections that are copied to be changed. */
final class Keyed {

  private Keyed() {}

  static <V> @Nullable V find(
      Map<String, V> all, @Nullable String schema, String name, List<String> path) {
    if (schema != null) {
      return all.get(Names.key(schema, name));
    }
    for (String candidate : path) {
      V found = all.get(Names.key(candidate, name));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static <V> Map<String, V> changed(Map<String, V> all, String key, @Nullable V value) {
    Map<String, V> changed = new LinkedHashMap<>(all);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }

  static Set<String> changed(Set<String> names, String name, boolean present) {
    Set<String> changed = new LinkedHashSet<>(names);
    if (present) {
      changed.add(name);
    } else {
      changed.remove(name);
    }
    return changed;
  }

  /** Those of a kind. */
  static <T> Stream<T> all(Map<String, Relation> relations, Class<T> kind) {
    return relations.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The OID after those of some relations. */
  static int nextOid(List<Relation> relations, int first) {
    int next = first;
    for (Relation relation : relations) {
      next = Math.max(next, relation.oid() + 2);
    }
    return next;
  }
}
