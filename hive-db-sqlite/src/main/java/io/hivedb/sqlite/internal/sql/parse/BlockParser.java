// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The body of DO, as far as it needs neither variables nor loops. */
final class BlockParser {

  private static final Map<String, String> CONDITIONS =
      Map.ofEntries(
          Map.entry("others", "others"),
          Map.entry("duplicate_object", "42710"),
          Map.entry("duplicate_table", "42P07"),
          Map.entry("duplicate_column", "42701"),
          Map.entry("duplicate_schema", "42P06"),
          Map.entry("duplicate_function", "42723"),
          Map.entry("duplicate_alias", "42712"),
          Map.entry("undefined_table", "42P01"),
          Map.entry("undefined_column", "42703"),
          Map.entry("undefined_object", "42704"),
          Map.entry("undefined_function", "42883"),
          Map.entry("invalid_schema_name", "3F000"),
          Map.entry("invalid_table_definition", "42P16"),
          Map.entry("invalid_object_definition", "42P17"),
          Map.entry("object_not_in_prerequisite_state", "55000"),
          Map.entry("dependent_objects_still_exist", "2BP01"),
          Map.entry("unique_violation", "23505"),
          Map.entry("check_violation", "23514"),
          Map.entry("not_null_violation", "23502"),
          Map.entry("foreign_key_violation", "23503"),
          Map.entry("division_by_zero", "22012"),
          Map.entry("invalid_text_representation", "22P02"),
          Map.entry("raise_exception", "P0001"));

  /** What begins a statement of PL/pgSQL that is not read here, or is no statement of a block. */
  private static final Set<String> REFUSED =
      Set.of(
          "for",
          "foreach",
          "while",
          "loop",
          "return",
          "get",
          "open",
          "fetch",
          "close",
          "move",
          "call",
          "assert",
          "case",
          "exit",
          "continue",
          "declare",
          "commit",
          "rollback",
          "select",
          "with",
          "values",
          "table",
          "start",
          "savepoint",
          "release",
          "abort",
          "do",
          "copy");

  private final Tokens tokens;
  private final Grammar grammar;

  private BlockParser(String body) {
    this.tokens = new Tokens(body);
    this.grammar = new Grammar(tokens);
  }

  static Block parse(String body) {
    BlockParser parser = new BlockParser(body);
    Block block = parser.block();
    parser.tokens.acceptSymbol(";");
    if (parser.tokens.current().kind() != Token.Kind.END) {
      throw parser.tokens.unexpected();
    }
    if (parser.tokens.parameters() > 0) {
      throw PgException.unsupported("a DO block with parameters");
    }
    return block;
  }

  private static PgException refused(String what) {
    return PgException.unsupported("a DO block with " + what);
  }

  private Block block() {
    if (tokens.is("declare")) {
      throw refused("DECLARE");
    }
    tokens.expect("begin");
    List<Block.Action> actions = actions();
    List<Block.Handler> handlers = new ArrayList<>();
    if (tokens.accept("exception")) {
      while (tokens.accept("when")) {
        List<String> states = states();
        tokens.expect("then");
        handlers.add(new Block.Handler(states, actions()));
      }
    }
    tokens.expect("end");
    return new Block(actions, handlers);
  }

  private List<String> states() {
    List<String> states = new ArrayList<>();
    do {
      if (tokens.accept("sqlstate")) {
        states.add(tokens.string());
        continue;
      }
      String name = tokens.label();
      String state = CONDITIONS.get(name);
      if (state == null) {
        throw refused("the condition " + name);
      }
      states.add(state);
    } while (tokens.accept("or"));
    return states;
  }

  private List<Block.Action> actions() {
    List<Block.Action> actions = new ArrayList<>();
    while (!tokens.is("end")
        && !tokens.is("exception")
        && !tokens.is("elsif")
        && !tokens.is("elseif")
        && !tokens.is("else")
        && !tokens.is("when")) {
      if (tokens.current().kind() == Token.Kind.END) {
        throw tokens.unexpected();
      }
      action(actions);
      tokens.expectSymbol(";");
    }
    return actions;
  }

  private void action(List<Block.Action> actions) {
    String word = tokens.current().text();
    if (tokens.is("begin") || tokens.is("declare")) {
      actions.add(new Block.Nested(block()));
    } else if (tokens.accept("if")) {
      actions.add(condition());
    } else if (tokens.accept("raise")) {
      raise(actions);
    } else if (tokens.accept("execute")) {
      actions.add(new Block.Execute(value()));
    } else if (tokens.accept("perform")) {
      actions.add(new Block.Run(perform()));
    } else if (!tokens.accept("null")) {
      boolean assigns = tokens.ahead(1).isSymbol(":=") || tokens.ahead(1).isOperator("=");
      if (REFUSED.contains(word) || assigns) {
        throw refused(assigns ? "an assignment" : word.toUpperCase(Locale.ROOT));
      }
      actions.add(new Block.Run(statement()));
    }
  }

  private ParsedStatement statement() {
    Token first = tokens.current();
    Statement tree = grammar.statement();
    if (tree instanceof Command.Transaction || tree instanceof Command.Do) {
      throw refused("transaction control");
    }
    boolean returning = tokens.textFrom(first).toLowerCase(Locale.ROOT).contains("returning");
    if (tree instanceof Dml && returning) {
      throw refused("RETURNING");
    }
    return new ParsedStatement(tokens.textFrom(first), 0, 0, tree);
  }

  private ParsedStatement perform() {
    Token first = tokens.current();
    grammar.expressions().parse();
    if (!tokens.isSymbol(";")) {
      throw refused("PERFORM of a query");
    }
    return query(tokens.textFrom(first));
  }

  /** An expression as a query of one value. */
  private ParsedStatement value() {
    Token first = tokens.current();
    grammar.expressions().parse();
    return query(tokens.textFrom(first));
  }

  private static ParsedStatement query(String expression) {
    return Parser.parse("SELECT " + expression).get(0);
  }

  private Block.Action condition() {
    List<Block.Branch> branches = new ArrayList<>();
    List<Block.Action> otherwise = List.of();
    do {
      ParsedStatement condition = value();
      tokens.expect("then");
      branches.add(new Block.Branch(condition, actions()));
    } while (tokens.accept("elsif") || tokens.accept("elseif"));
    if (tokens.accept("else")) {
      otherwise = actions();
    }
    tokens.expect("end", "if");
    return new Block.If(branches, otherwise);
  }

  private void raise(List<Block.Action> actions) {
    boolean quiet = false;
    for (String level : List.of("notice", "warning", "info", "log", "debug")) {
      quiet |= tokens.accept(level);
    }
    if (!quiet) {
      tokens.accept("exception");
    }
    if (!quiet && tokens.isSymbol(";")) {
      actions.add(new Block.Reraise());
      return;
    }
    if (tokens.current().kind() != Token.Kind.STRING) {
      throw refused("this form of RAISE");
    }
    String message = tokens.string();
    while (quiet && tokens.acceptSymbol(",")) {
      grammar.expressions().parse();
    }
    if (!tokens.isSymbol(";") || (!quiet && message.contains("%"))) {
      throw refused("this form of RAISE");
    }
    if (!quiet) {
      actions.add(new Block.Raise(message));
    }
  }
}
