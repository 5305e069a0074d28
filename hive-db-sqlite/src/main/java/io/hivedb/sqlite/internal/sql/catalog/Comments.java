// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What COMMENT ON said, by object; immutable. OIDs outlive a rename, so that comments do too. */
public final class Comments {

  /** No comments. */
  public static final Comments NONE = new Comments(Map.of());

  /** Keys with names, which another object may get again, as no OID. */
  private static final Pattern OF_NAMES =
      Pattern.compile("schema |column |constraint |extension (?!plpgsql)");

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

  /** The key of a constraint. */
  public static String constraint(Relation relation, String name) {
    return "constraint " + relation.oid() + " " + name;
  }

  /** The key of a type or domain. */
  public static String type(int oid) {
    return "type " + oid;
  }

  /** The key of a function, procedure or trigger. */
  public static String object(long oid) {
    return "object " + oid;
  }

  /** The key of the database. */
  public static String database() {
    return "database";
  }

  /** The key of an extension. */
  public static String extension(String name) {
    return "extension " + name;
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

  /** After an object got another key, as its name has changed. */
  public Comments renamed(String from, String to) {
    String text = of(from);
    return text == null ? this : with(from, null).with(to, text);
  }

  /** Without those of schemas, columns and constraints that are gone. */
  public Comments kept(Catalog catalog) {
    Set<String> named = new HashSet<>();
    catalog.schemas().forEach(schema -> named.add(schema(schema)));
    catalog.extensions().forEach(extension -> named.add(extension(extension)));
    for (Relation relation : texts.isEmpty() ? List.<Relation>of() : catalog.relations()) {
      columns(relation).forEach(column -> named.add(column(relation, column.name())));
      if (relation instanceof Table table) {
        constraints(table).forEach(name -> named.add(constraint(table, name)));
      }
    }
    Map<String, String> kept = new HashMap<>(texts);
    kept.keySet().removeIf(key -> OF_NAMES.matcher(key).lookingAt() && !named.contains(key));
    return kept.size() == texts.size() ? this : new Comments(Map.copyOf(kept));
  }

  /** The names of all constraints of a table. */
  public static List<String> constraints(Table table) {
    List<String> names = new ArrayList<>();
    table.constraints().forEach(constraint -> names.add(constraint.name()));
    table.columns().stream().filter(Column::notNull).map(table::notNullName).forEach(names::add);
    return names;
  }
}
