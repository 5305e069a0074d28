// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** REFERENCES with its actions, and when a constraint is checked. */
final class ForeignKeyParser {

  private final Tokens tokens;

  ForeignKeyParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Ddl.TableConstraint references(@Nullable String name, List<String> columns, int position) {
    tokens.expect("references");
    QualifiedName target = tokens.qualifiedName();
    List<String> targetColumns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    String onDelete = "";
    String onUpdate = "";
    while (true) {
      if (tokens.accept("match")) {
        if (!tokens.accept("simple")) {
          throw tokens.unsupported("MATCH FULL");
        }
      } else if (tokens.accept("on", "delete")) {
        onDelete = action();
      } else if (tokens.accept("on", "update")) {
        onUpdate = action();
      } else {
        break;
      }
    }
    boolean[] deferral = deferral();
    boolean validated = !tokens.accept("not", "valid");
    return new Ddl.TableConstraint(
        name,
        "foreign",
        columns,
        null,
        target,
        targetColumns,
        onDelete,
        onUpdate,
        deferral[0],
        deferral[1],
        Ddl.KeyParts.NONE,
        validated,
        position);
  }

  private String action() {
    for (String[] words :
        new String[][] {
          {"no", "action"}, {"restrict"}, {"cascade"}, {"set", "null"}, {"set", "default"}
        }) {
      if (tokens.accept(words)) {
        if (tokens.isSymbol("(")) {
          throw tokens.unsupported("SET NULL with columns");
        }
        return String.join(" ", words).toUpperCase(Locale.ROOT);
      }
    }
    throw tokens.unexpected();
  }

  /** Deferrable, and initially deferred. */
  boolean[] deferral() {
    boolean deferrable = false;
    boolean deferred = false;
    while (true) {
      if (tokens.accept("deferrable")) {
        deferrable = true;
      } else if (tokens.accept("initially", "deferred")) {
        deferrable = true;
        deferred = true;
      } else if (!tokens.accept("not", "deferrable") && !tokens.accept("initially", "immediate")) {
        return new boolean[] {deferrable, deferred};
      }
    }
  }
}
