// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQLite's SQL as nested groups: what stands in parentheses, and what stands between
 * CASE and END. The other pieces are words, literals and signs.
 */
final class SqlTree {

  private static final Pattern PIECE =
      Pattern.compile("'(?:[^']|'')*+'|`[^`]*+`|[\\w.?]+(?:`[^`]*+`)?|[()]|[^\\s\\w.?`'()]+");

  private final String sql;
  private final @Nullable SqlTree parent;
  private final int index;
  private final int start;
  private int end;
  private final List<SqlTree> parts = new ArrayList<>();

  private SqlTree(String sql, @Nullable SqlTree parent, int start, int end) {
    this.sql = sql;
    this.parent = parent;
    this.index = parent == null ? 0 : parent.parts.size();
    this.start = start;
    this.end = end;
    if (parent != null) {
      parent.parts.add(this);
    }
  }

  /** The tree of a whole statement. */
  static SqlTree of(String sql) {
    SqlTree root = new SqlTree(sql, null, 0, sql.length());
    SqlTree open = root;
    Matcher piece = PIECE.matcher(sql);
    while (piece.find()) {
      String text = piece.group();
      if (text.equals(")") || text.equals("END")) {
        open.end = piece.end();
        open = open.parent == null ? open : open.parent;
      } else {
        SqlTree part = new SqlTree(sql, open, piece.start(), piece.end());
        open = text.equals("(") || text.equals("CASE") ? part : open;
      }
    }
    return root;
  }

  @Nullable SqlTree parent() {
    return parent;
  }

  /** Its place among the parts of its parent. */
  int index() {
    return index;
  }

  List<SqlTree> parts() {
    return parts;
  }

  String text() {
    return sql.substring(start, end);
  }

  /** The text of the parts from one to before another. */
  String text(int from, int to) {
    return from >= to ? "" : sql.substring(parts.get(from).start, parts.get(to - 1).end);
  }

  /** The text with parts replaced, from the outside in, where there is something to replace. */
  String replaced(Function<SqlTree, @Nullable String> replacement) {
    StringBuilder replaced = new StringBuilder();
    int at = start;
    for (SqlTree part : parts) {
      String other = replacement.apply(part);
      replaced.append(sql, at, part.start);
      replaced.append(other == null ? part.replaced(replacement) : other);
      at = part.end;
    }
    return replaced.append(sql, at, end).toString();
  }

  /** The text around a part. */
  String around(SqlTree part) {
    return sql.substring(start, part.start) + sql.substring(part.end, end);
  }

  /** A word; empty for a group and outside of the parts. */
  String word(int at) {
    return at < 0 || at >= parts.size() || parts.get(at).isGroup() ? "" : parts.get(at).text();
  }

  boolean isGroup() {
    return parent == null || isCase() || sql.charAt(start) == '(';
  }

  boolean isCase() {
    return parent != null && sql.startsWith("CASE", start) && end - start > "CASE".length();
  }

  /** Whether it is a statement or a query in parentheses. */
  boolean isQuery() {
    String first = word(0);
    return parent == null
        || first.equals("SELECT")
        || first.equals("WITH")
        || first.equals("VALUES");
  }

  /** The part that begins at a place, however deep. */
  @Nullable SqlTree at(int place) {
    for (SqlTree part : parts) {
      if (part.start == place) {
        return part;
      }
      if (part.start < place && place < part.end) {
        return part.at(place);
      }
    }
    return null;
  }
}
