// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows ALTER FUNCTION, PROCEDURE and ROUTINE. */
final class AlterRoutineParser {

  private final Tokens tokens;
  private final Map<String, @Nullable String> properties = new HashMap<>();
  private @Nullable String volatility;
  private @Nullable Boolean strict;

  AlterRoutineParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement parse(String kind) {
    Ddl.RoutineName name = new RoutineDrops(tokens).name();
    String tag = "ALTER " + kind.toUpperCase(Locale.ROOT);
    if (tokens.accept("owner", "to")) {
      return new Ddl.OfRoutines(tag, kind, List.of(), List.of(name), List.of(tokens.label()));
    }
    if (tokens.accept("rename", "to")) {
      return new Ddl.AlterRoutine(kind, name, tokens.name(), null, null);
    }
    if (tokens.accept("set", "schema")) {
      return new Ddl.AlterRoutine(kind, name, null, tokens.name(), null);
    }
    if (!kind.equals("function") || !property()) {
      throw tokens.unsupported("this form of " + tag);
    }
    boolean more = true;
    while (more) {
      more = property();
    }
    tokens.accept("restrict");
    return new Ddl.AlterRoutine(
        kind, name, null, null, new Ddl.RoutineChange(volatility, strict, properties));
  }

  private boolean property() {
    for (String word : List.of("immutable", "stable", "volatile")) {
      if (tokens.accept(word)) {
        refuseTwice(volatility != null);
        volatility = word;
        return true;
      }
    }
    if (tokens.accept("strict") || tokens.accept("returns", "null", "on", "null", "input")) {
      refuseTwice(strict != null);
      strict = true;
      return true;
    }
    if (tokens.accept("called", "on", "null", "input")) {
      refuseTwice(strict != null);
      strict = false;
      return true;
    }
    if (tokens.accept("cost")) {
      return put("cost", tokens.next().text());
    }
    if (tokens.accept("parallel")) {
      return put("parallel", tokens.label().toLowerCase(Locale.ROOT));
    }
    return flag();
  }

  private boolean flag() {
    if (tokens.accept("leakproof")) {
      return put("leakproof", "");
    }
    if (tokens.accept("not", "leakproof")) {
      return put("leakproof", null);
    }
    tokens.accept("external");
    if (tokens.accept("security", "definer")) {
      return put("definer", "");
    }
    return tokens.accept("security", "invoker") && put("definer", null);
  }

  private boolean put(String name, @Nullable String value) {
    refuseTwice(properties.containsKey(name));
    properties.put(name, value);
    return true;
  }

  private void refuseTwice(boolean already) {
    if (already) {
      throw tokens.unsupported("two equal properties of a function");
    }
  }
}
