// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** PREPARE, EXECUTE, DEALLOCATE and the statements about cursors. */
final class SessionParser {

  static final Set<String> WORDS =
      Set.of("prepare", "execute", "deallocate", "declare", "fetch", "move", "close");

  private final Tokens tokens;
  private final Grammar grammar;

  SessionParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  Statement parse() {
    return switch (tokens.next().text()) {
      case "prepare" -> prepare();
      case "execute" -> execute();
      case "deallocate" -> deallocate();
      case "declare" -> declare();
      case "fetch" -> fetch(false);
      case "move" -> fetch(true);
      default -> new SessionStatement.Close(tokens.accept("all") ? null : tokens.name());
    };
  }

  private Statement prepare() {
    if (tokens.is("transaction")) {
      throw tokens.unsupported("PREPARE TRANSACTION");
    }
    String name = tokens.name();
    List<TypeName> types = new ArrayList<>();
    if (tokens.acceptSymbol("(")) {
      do {
        types.add(grammar.types().parse());
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
    }
    tokens.expect("as");
    Token first = tokens.current();
    Statement tree = grammar.statement();
    if (!(tree instanceof Select) && !(tree instanceof Dml)) {
      throw tokens.unexpected(first);
    }
    ParsedStatement inner =
        ParsedStatement.of(tokens.textFrom(first), first.start(), tokens.parameters(), tree);
    tokens.forget(tokens.parameters());
    return new SessionStatement.Prepare(name, List.copyOf(types), inner);
  }

  private Statement execute() {
    String name = tokens.name();
    List<Expr> arguments = List.of();
    if (tokens.acceptSymbol("(")) {
      arguments = grammar.expressions().list();
      tokens.expectSymbol(")");
    }
    return new SessionStatement.Execute(name, arguments);
  }

  private Statement deallocate() {
    tokens.accept("prepare");
    return new SessionStatement.Deallocate(tokens.accept("all") ? null : tokens.name());
  }

  private Statement declare() {
    String name = tokens.name();
    Boolean scroll = null;
    while (!tokens.accept("cursor")) {
      if (tokens.is("binary")) {
        throw tokens.unsupported("a binary cursor");
      }
      if (tokens.accept("no")) {
        tokens.expect("scroll");
        scroll = false;
      } else if (tokens.accept("scroll")) {
        scroll = true;
      } else if (!tokens.accept("insensitive")) {
        tokens.expect("asensitive");
      }
    }
    boolean hold = tokens.accept("with", "hold");
    if (!hold) {
      tokens.accept("without", "hold");
    }
    tokens.expect("for");
    Token first = tokens.current();
    Select query = grammar.queries().parse();
    ParsedStatement inner =
        ParsedStatement.of(tokens.textFrom(first), first.start(), tokens.parameters(), query);
    return new SessionStatement.Declare(name, scroll, hold, inner);
  }

  private Statement fetch(boolean move) {
    SessionStatement.Direction direction = SessionStatement.Direction.FORWARD;
    long count = 1;
    if (tokens.accept("prior")) {
      count = -1;
    } else if (tokens.accept("first")) {
      direction = SessionStatement.Direction.ABSOLUTE;
    } else if (tokens.accept("last")) {
      direction = SessionStatement.Direction.ABSOLUTE;
      count = -1;
    } else if (tokens.accept("absolute")) {
      direction = SessionStatement.Direction.ABSOLUTE;
      count = tokens.integer();
    } else if (tokens.accept("relative")) {
      direction = SessionStatement.Direction.RELATIVE;
      count = tokens.integer();
    } else if (tokens.accept("backward")) {
      count = -count();
    } else if (tokens.accept("forward") || !tokens.accept("next")) {
      count = count();
    }
    if (!tokens.accept("from")) {
      tokens.accept("in");
    }
    return new SessionStatement.Fetch(tokens.name(), move, direction, count);
  }

  /** How many rows; one where nothing is said. */
  private long count() {
    if (tokens.accept("all")) {
      return Long.MAX_VALUE;
    }
    boolean number =
        tokens.current().kind() == Token.Kind.NUMBER
            || tokens.current().isOperator("-")
            || tokens.current().isOperator("+");
    return number ? tokens.integer() : 1;
  }
}
