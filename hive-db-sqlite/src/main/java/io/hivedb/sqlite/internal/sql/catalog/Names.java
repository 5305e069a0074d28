// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

/** How PostgreSQL's names are written in SQLite, whose names ignore case. */
public final class Names {

  private Names() {}

  /** A relation: the schema {@code public} is left out. */
  public static String relation(String schema, String name) {
    return quote(schema.equals("public") ? mangle(name) : mangle(schema) + "." + mangle(name));
  }

  /** A column. */
  public static String column(String name) {
    return quote(mangle(name));
  }

  /** Upper-case letters, and the mark itself, get a mark before them. */
  static String mangle(String name) {
    StringBuilder out = new StringBuilder();
    if (name.startsWith("sqlite_") || name.startsWith("hive_")) {
      out.append("^^");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '^' || c == '.' || Character.toLowerCase(c) != c) {
        out.append('^');
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Backticks, never double quotes: SQLite reads an unknown name in those as a text. */
  public static String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** What {@link #quote} has quoted. */
  public static String bare(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("``", "`");
  }

  /** A text literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The key of a relation in the catalogue. */
  public static String key(String schema, String name) {
    return schema + "." + name;
  }
}
