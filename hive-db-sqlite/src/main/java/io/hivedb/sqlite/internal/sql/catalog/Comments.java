// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What COMMENT ON said, by object; immutable. OIDs outlive a rename, so that comments do too. */
public final class Comments {

  /** No comments. */
  public static final Comments NONE = new Comments(Map.of());

  private final Map<String, String> texts;

  private Comments(Map<String, String> texts) {
    this.texts = texts;
  }

  /** The key of a relation. */
  public static String relation(Relation relation) {
    return "relation " + relation.oid();
  }

  /** The key of a column. */
  public static String column(Relation relation, String name) {
    return "column " + relation.oid() + " " + name;
  }

  /** The key of a schema. */
  public static String schema(String name) {
    return "schema " + name;
  }

  /** The columns of a relation that has some. */
  public static List<Column> columns(Relation relation) {
    if (relation instanceof Table table) {
      return table.columns();
    }
    return relation instanceof Relation.View view ? view.columns() : List.of();
  }

  /** The text of an object. */
  public @Nullable String of(String key) {
    return texts.get(key);
  }

  /** With another text of an object, or without one. */
  public Comments with(String key, @Nullable String text) {
    Map<String, String> changed = new HashMap<>(texts);
    if (text == null) {
      changed.remove(key);
    } else {
      changed.put(key, text);
    }
    return new Comments(Map.copyOf(changed));
  }

  /** After a column got another name. */
  public Comments renamed(Relation relation, String from, String to) {
    String text = of(column(relation, from));
    return text == null
        ? this
        : with(column(relation, from), null).with(column(relation, to), text);
  }
}
