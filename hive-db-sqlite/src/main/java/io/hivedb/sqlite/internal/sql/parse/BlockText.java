// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SQL between the words of PL/pgSQL: as there, it goes on to the next word that ends it. */
final class BlockText {

  private static final Set<String> KEEPS_INTO = Set.of("insert", "merge");

  private final Tokens tokens;

  BlockText(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The text to one of the words, to a semicolon, or to a symbol; what ends it is not taken. */
  String until(String... ends) {
    Token first = tokens.current();
    int start = tokens.mark();
    int depth = 0;
    while (depth > 0 || !isEnd(ends)) {
      Token token = tokens.next();
      if (token.kind() == Token.Kind.END) {
        throw tokens.unexpected(token);
      }
      depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
      depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
    }
    return start == tokens.mark() ? "" : tokens.textFrom(first);
  }

  private boolean isEnd(String... ends) {
    if (tokens.isSymbol(";")) {
      return true;
    }
    for (String end : ends) {
      if (tokens.is(end) || tokens.isSymbol(end)) {
        return true;
      }
    }
    return false;
  }

  /** A value, as a query of it. */
  ParsedStatement value(String... ends) {
    String text = until(ends);
    if (text.isEmpty()) {
      throw tokens.unexpected();
    }
    return query(text);
  }

  /** A value that may be missing. */
  @Nullable ParsedStatement optional(String... ends) {
    return isEnd(ends) ? null : value(ends);
  }

  static ParsedStatement query(String expression) {
    return statement("SELECT " + expression);
  }

  /** A statement; one that is not known here is refused where it is run. */
  static ParsedStatement statement(String text) {
    try {
      List<ParsedStatement> all = Parser.parse(text);
      if (all.size() != 1) {
        throw new PgException("42601", "syntax error at end of input");
      }
      return all.get(0);
    } catch (PgException e) {
      if (e.feature() == null) {
        throw e.nowhere();
      }
      return ParsedStatement.of(text, 0, 0, new Command.Refused(e.feature()));
    }
  }

  /** A statement of SQL whose INTO names variables. */
  Block.Run run() {
    Token start = tokens.current();
    boolean keeps = KEEPS_INTO.contains(start.text());
    StringBuilder text = new StringBuilder();
    Block.Into into = null;
    text.append(until("into"));
    while (tokens.is("into")) {
      if (keeps) {
        keeps = false;
        tokens.next();
        text.append(" INTO ");
      } else if (into == null) {
        int end = tokens.end();
        tokens.next();
        into = into();
        // PostgreSQL puts blanks there, and shows them in the context of errors.
        text.append(" ".repeat(tokens.current().start() - end));
      } else {
        throw tokens.unexpected();
      }
      text.append(until("into"));
    }
    return new Block.Run(statement(text.toString().stripTrailing()), into);
  }

  /** What follows INTO. */
  Block.Into into() {
    boolean strict = tokens.accept("strict");
    return new Block.Into(strict, targets());
  }

  List<List<String>> targets() {
    List<List<String>> targets = new ArrayList<>();
    do {
      targets.add(target());
    } while (tokens.acceptSymbol(","));
    return targets;
  }

  /** A variable, or a field of one. */
  List<String> target() {
    List<String> names = new ArrayList<>();
    if (tokens.current().kind() == Token.Kind.PARAMETER) {
      return List.of("$" + tokens.next().text());
    }
    do {
      names.add(tokens.label());
    } while (tokens.acceptSymbol("."));
    return names;
  }
}
