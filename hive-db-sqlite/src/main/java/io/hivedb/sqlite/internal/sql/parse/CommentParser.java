// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** COMMENT ON. */
final class CommentParser {

  private static final Set<String> NAMED =
      Set.of(
          "table",
          "column",
          "view",
          "index",
          "sequence",
          "schema",
          "materialized view",
          "extension",
          "role",
          "database");

  private static final Set<String> TYPES = Set.of("type", "domain");
  private static final Set<String> OF_TABLES = Set.of("constraint", "trigger");
  private static final Set<String> ROUTINES =
      Set.of("function", "procedure", "routine", "aggregate");

  private final Tokens tokens;

  CommentParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement comment() {
    tokens.expect("comment", "on");
    String kind = tokens.next().text();
    if (kind.equals("materialized") && tokens.accept("view")) {
      kind = "materialized view";
    }
    int position = tokens.position();
    if (ROUTINES.contains(kind)) {
      Ddl.RoutineName name = new RoutineDrops(tokens).name();
      return new Ddl.CommentRoutine(kind, name, text());
    }
    List<String> names;
    if (NAMED.contains(kind)) {
      names = dotted();
    } else if (TYPES.contains(kind)) {
      names = qualified();
    } else if (OF_TABLES.contains(kind)) {
      names = ofTable();
    } else {
      throw tokens.unsupported("COMMENT ON " + kind.toUpperCase(Locale.ROOT));
    }
    return new Ddl.Comment(kind, names, text(), position);
  }

  private @Nullable String text() {
    tokens.expect("is");
    return tokens.accept("null") ? null : tokens.string();
  }

  private List<String> dotted() {
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.label());
    } while (tokens.acceptSymbol("."));
    return names;
  }

  private List<String> qualified() {
    QualifiedName name = tokens.qualifiedName();
    List<String> names = new ArrayList<>();
    if (name.schema() != null) {
      names.add(name.schema());
    }
    names.add(name.name());
    return names;
  }

  private List<String> ofTable() {
    String name = tokens.name();
    tokens.expect("on");
    if (tokens.accept("domain")) {
      throw tokens.unsupported("COMMENT ON a constraint of a domain");
    }
    List<String> names = qualified();
    names.add(name);
    return names;
  }
}
