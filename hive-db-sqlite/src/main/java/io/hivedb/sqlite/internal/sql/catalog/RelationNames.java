// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Relations by the text of a regclass. */
public final class RelationNames {

  private RelationNames() {}

  /** The relation of a text such as {@code app."Orders"}. */
  public static @Nullable Relation find(Catalog catalog, List<String> path, String text) {
    List<String> parts = parts(text);
    if (parts.isEmpty() || parts.size() > 2) {
      return null;
    }
    String schema = parts.size() == 2 ? parts.get(0) : null;
    return catalog.find(schema, parts.get(parts.size() - 1), path);
  }

  /** The parts of a name that may be quoted and qualified; none where it is not well formed. */
  public static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      if (at < text.length() && text.charAt(at) == '"') {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
          return List.of();
        }
        parts.add(text.substring(at + 1, end));
        at = end + 2;
      } else {
        int dot = text.indexOf('.', at);
        int end = dot < 0 ? text.length() : dot;
        parts.add(text.substring(at, end).strip().toLowerCase(Locale.ROOT));
        at = end + 1;
      }
    }
    return parts;
  }
}
