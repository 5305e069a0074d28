// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CREATE TRIGGER. */
final class TriggerParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final List<String> events = new ArrayList<>();
  private List<String> columns = new ArrayList<>();
  private @Nullable String oldTable;
  private @Nullable String newTable;

  TriggerParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  TriggerDefinition create() {
    tokens.next();
    int position = tokens.position();
    String name = tokens.name();
    boolean before = time();
    do {
      event();
    } while (tokens.accept("or"));
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    if (tokens.is("from") || tokens.is("deferrable") || tokens.is("initially")) {
      throw tokens.unsupported("CREATE CONSTRAINT TRIGGER");
    }
    if (tokens.accept("referencing")) {
      transitions();
    }
    boolean row = false;
    if (tokens.accept("for")) {
      tokens.accept("each");
      row = tokens.accept("row");
      if (!row) {
        tokens.expect("statement");
      }
    }
    ParsedStatement when = tokens.accept("when") ? condition() : null;
    tokens.expect("execute");
    if (!tokens.accept("function")) {
      tokens.expect("procedure");
    }
    QualifiedName function = tokens.qualifiedName();
    return new TriggerDefinition(
        name,
        table,
        before,
        events,
        columns,
        row,
        oldTable,
        newTable,
        when,
        function,
        arguments(),
        position);
  }

  private boolean time() {
    if (tokens.is("instead")) {
      throw tokens.unsupported("INSTEAD OF triggers");
    }
    boolean before = tokens.accept("before");
    if (!before) {
      tokens.expect("after");
    }
    return before;
  }

  private void event() {
    for (String event : List.of("insert", "delete", "truncate")) {
      if (tokens.accept(event)) {
        events.add(event.toUpperCase(Locale.ROOT));
        return;
      }
    }
    tokens.expect("update");
    events.add("UPDATE");
    if (tokens.accept("of")) {
      columns = new ArrayList<>();
      do {
        columns.add(tokens.name());
      } while (tokens.acceptSymbol(","));
    }
  }

  private void transitions() {
    while (tokens.is("old") || tokens.is("new")) {
      boolean old = tokens.next().is("old");
      tokens.expect("table");
      tokens.accept("as");
      String name = tokens.name();
      if (old) {
        oldTable = name;
      } else {
        newTable = name;
      }
    }
  }

  private ParsedStatement condition() {
    tokens.expectSymbol("(");
    Token first = tokens.current();
    grammar.expressions().parse();
    ParsedStatement condition = BlockText.query(tokens.textFrom(first));
    tokens.expectSymbol(")");
    return condition;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    tokens.expectSymbol("(");
    while (!tokens.isSymbol(")")) {
      Token argument = tokens.next();
      if (argument.kind() == Token.Kind.END) {
        throw tokens.unexpected(argument);
      }
      arguments.add(argument.text());
      if (!tokens.acceptSymbol(",")) {
        break;
      }
    }
    tokens.expectSymbol(")");
    return arguments;
  }
}
