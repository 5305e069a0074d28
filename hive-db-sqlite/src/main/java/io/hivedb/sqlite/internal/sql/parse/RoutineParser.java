// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE FUNCTION and CREATE PROCEDURE. */
final class RoutineParser {

  private static final Set<String> MODES = Set.of("in", "out", "inout", "variadic");

  private final Tokens tokens;
  private final Grammar grammar;
  private @Nullable TypeName result;
  private boolean set;
  private boolean table;
  private String language = "";
  private @Nullable String body;
  private boolean atomic;
  private boolean strict;
  private String volatility = "volatile";
  private final Map<String, String> properties = new HashMap<>();

  RoutineParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  RoutineDefinition create() {
    boolean procedure = tokens.next().is("procedure");
    QualifiedName name = tokens.qualifiedName();
    List<RoutineDefinition.Parameter> parameters = new ArrayList<>(parameters());
    if (!procedure && tokens.accept("returns")) {
      returns(parameters);
    }
    while (option()) {}
    if (language.isEmpty()) {
      language = atomic ? "sql" : "";
    }
    return definition(name, procedure, parameters);
  }

  private RoutineDefinition definition(
      QualifiedName name, boolean procedure, List<RoutineDefinition.Parameter> parameters) {
    String text = body == null ? "" : body;
    Block code = null;
    List<ParsedStatement> statements = List.of();
    String refusal = null;
    try {
      if (language.equals("plpgsql")) {
        code = BlockParser.parse(text);
      } else if (language.equals("sql")) {
        statements = Parser.parse(Parser.withoutParameters(text));
      } else {
        refusal = language.isEmpty() ? "" : "a function in the language " + language;
      }
    } catch (PgException e) {
      if (e.feature() == null) {
        throw e.nowhere();
      }
      // What is never called may hold what this backend does not know.
      refusal = e.feature();
    }
    return new RoutineDefinition(
        name,
        procedure,
        parameters,
        result,
        set,
        table,
        language,
        text,
        strict,
        volatility,
        code,
        statements,
        new RoutineDefinition.Properties(Map.copyOf(properties)),
        refusal);
  }

  List<RoutineDefinition.Parameter> parameters() {
    List<RoutineDefinition.Parameter> parameters = new ArrayList<>();
    tokens.expectSymbol("(");
    while (!tokens.isSymbol(")")) {
      parameters.add(parameter());
      if (!tokens.acceptSymbol(",")) {
        break;
      }
    }
    tokens.expectSymbol(")");
    return parameters;
  }

  private @Nullable String mode() {
    if (tokens.current().kind() == Token.Kind.WORD && MODES.contains(tokens.current().text())) {
      String mode = tokens.next().text();
      return mode.equals("in") && tokens.accept("out") ? "inout" : mode;
    }
    return null;
  }

  private RoutineDefinition.Parameter parameter() {
    String mode = mode();
    String name = hasName() ? tokens.label() : "";
    mode = mode == null ? mode() : mode;
    TypeName type = grammar.types().parse();
    Expr value = null;
    if (tokens.accept("default") || tokens.acceptOperator("=")) {
      value = grammar.expressions().parse();
    }
    return new RoutineDefinition.Parameter(mode == null ? "in" : mode, name, type, value);
  }

  /** A type alone is followed by what ends a parameter, or by more of its name. */
  private boolean hasName() {
    Token next = tokens.ahead(1);
    boolean word = next.kind() == Token.Kind.WORD || next.kind() == Token.Kind.QUOTED;
    boolean moreOfType =
        next.is("precision")
            || next.is("varying")
            || next.is("with")
            || next.is("without")
            || next.is("default")
            || (tokens.is("interval") && !tokens.ahead(2).isSymbol(","));
    return word && !moreOfType;
  }

  private void returns(List<RoutineDefinition.Parameter> parameters) {
    if (tokens.accept("table")) {
      table = true;
      set = true;
      tokens.expectSymbol("(");
      do {
        String name = tokens.label();
        TypeName type = grammar.types().parse();
        parameters.add(new RoutineDefinition.Parameter("table", name, type, null));
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
      return;
    }
    set = tokens.accept("setof");
    result = grammar.types().parse();
    if (tokens.acceptOperator("%")) {
      throw tokens.unsupported("a function that returns a %TYPE");
    }
  }

  private boolean option() {
    if (tokens.accept("language")) {
      language = tokens.current().kind() == Token.Kind.STRING ? tokens.string() : tokens.label();
      language = language.toLowerCase(Locale.ROOT);
      return true;
    }
    if (tokens.accept("as")) {
      body = tokens.string();
      if (tokens.isSymbol(",")) {
        throw tokens.unsupported("a function in C");
      }
      return true;
    }
    if (tokens.is("return") || tokens.are("begin", "atomic")) {
      atomic();
      return true;
    }
    return property();
  }

  private boolean property() {
    for (String word : List.of("immutable", "stable", "volatile")) {
      if (tokens.accept(word)) {
        volatility = word;
        return true;
      }
    }
    if (tokens.accept("strict") || tokens.accept("returns", "null", "on", "null", "input")) {
      strict = true;
      return true;
    }
    if (tokens.accept("called", "on", "null", "input")) {
      strict = false;
      return true;
    }
    for (String number : List.of("cost", "rows")) {
      if (tokens.accept(number)) {
        properties.put(number, tokens.next().text());
        return true;
      }
    }
    if (tokens.accept("parallel")) {
      properties.put("parallel", tokens.label().toLowerCase(Locale.ROOT));
      return true;
    }
    if (tokens.is("set")) {
      setting();
      return true;
    }
    return says(tokens.accept("leakproof"), "leakproof")
        || tokens.accept("not", "leakproof")
        || says(tokens.accept("window"), "window")
        || says(tokens.accept("external", "security", "definer"), "definer")
        || tokens.accept("external", "security", "invoker")
        || says(tokens.accept("security", "definer"), "definer")
        || tokens.accept("security", "invoker");
  }

  private void setting() {
    if (tokens.ahead(2).is("from")) {
      throw tokens.unsupported("SET ... FROM CURRENT");
    }
    if (!(new CommandParser(tokens).parse() instanceof Command.Set set) || set.values().isEmpty()) {
      throw tokens.unsupported("this SET of a function");
    }
    String text = set.name() + "\u0001" + String.join("\u0001", set.values());
    properties.merge(
        RoutineDefinition.SETTINGS, text, (before, another) -> before + "\u0002" + another);
  }

  private boolean says(boolean accepted, String property) {
    if (accepted) {
      properties.put(property, "");
    }
    return accepted;
  }

  private void atomic() {
    atomic = true;
    properties.put("atomic", "");
    Token first = tokens.current();
    if (tokens.accept("return")) {
      first = tokens.current();
      grammar.expressions().parse();
      body = "SELECT " + tokens.textFrom(first);
      return;
    }
    tokens.expect("begin", "atomic");
    first = tokens.current();
    String text = "";
    while (!tokens.is("end")) {
      grammar.statement();
      tokens.expectSymbol(";");
      text = tokens.textFrom(first);
    }
    tokens.expect("end");
    body = text;
  }
}
