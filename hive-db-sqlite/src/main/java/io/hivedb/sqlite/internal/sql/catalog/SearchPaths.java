// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the setting {@code search_path}. */
public final class SearchPaths {

  private SearchPaths() {}

  /** The schemas that exist, in their order; the system's if it is named. */
  public static List<String> read(@Nullable String text, Catalog catalog) {
    List<String> path = new ArrayList<>();
    for (String part : (text == null ? "public" : text).split(",")) {
      String name = part.strip();
      boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
      name = quoted ? name.substring(1, name.length() - 1) : name;
      // The user is a superuser of this name.
      name = name.equals("$user") ? "postgres" : name;
      if (catalog.schemas().contains(name) || name.equals("pg_catalog")) {
        path.add(name);
      }
    }
    return path;
  }
}
