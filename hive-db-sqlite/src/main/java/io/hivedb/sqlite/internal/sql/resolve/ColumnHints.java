// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The columns that somebody may have meant who wrote another name, as PostgreSQL searches them. */
final class ColumnHints {

  private static final int MOST_EDITS = 3;

  private final @Nullable String qualifier;
  private final String name;
  private int distance = MOST_EDITS + 1;
  private @Nullable String first;
  private @Nullable String second;

  private ColumnHints(@Nullable String qualifier, String name) {
    this.qualifier = qualifier;
    this.name = name;
  }

  /** The hint; null where no column is near enough, or too many are. */
  static @Nullable String of(Scope scope, @Nullable String qualifier, String name) {
    ColumnHints hints = new ColumnHints(qualifier, name);
    for (Scope at = scope; at != null; at = at.parent()) {
      if (!at.areVariables()) {
        at.sources().forEach(hints::add);
      }
    }
    return hints.text();
  }

  private void add(Scope.Source source) {
    if (source.name().isEmpty()) {
      return;
    }
    int penalty = qualifier == null ? 0 : distance(qualifier, source.name());
    for (Scope.Item item : source.items()) {
      add(source.name() + "." + item.name(), item.name(), penalty);
    }
  }

  private void add(String shown, String column, int penalty) {
    int edits = penalty > distance ? Integer.MAX_VALUE : distance(column, name);
    if (edits > distance - penalty || edits > bytes(name) / 2) {
      return;
    }
    if (edits + penalty < distance) {
      distance = edits + penalty;
      first = shown;
      second = null;
    } else if (second != null) {
      first = null;
      second = null;
      distance--;
    } else if (first != null) {
      second = shown;
    } else {
      first = shown;
    }
  }

  private @Nullable String text() {
    if (first == null) {
      return null;
    }
    String meant = "Perhaps you meant to reference the column \"" + first + "\"";
    return meant + (second == null ? "." : " or the column \"" + second + "\".");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** How many characters must be changed, added or taken away (Levenshtein's distance). */
  static int distance(String from, String to) {
    int[] a = from.codePoints().toArray();
    int[] b = to.codePoints().toArray();
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int above = row[j];
        int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length];
  }
}
