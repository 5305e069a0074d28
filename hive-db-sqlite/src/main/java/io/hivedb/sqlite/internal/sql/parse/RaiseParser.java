// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** RAISE. */
final class RaiseParser {

  private static final List<String> LEVELS =
      List.of("exception", "notice", "warning", "info", "log", "debug");

  private static final List<String> OPTIONS =
      List.of(
          "message",
          "detail",
          "hint",
          "errcode",
          "column",
          "constraint",
          "datatype",
          "table",
          "schema");

  private final Tokens tokens;
  private final BlockText texts;

  RaiseParser(Tokens tokens, BlockText texts) {
    this.tokens = tokens;
    this.texts = texts;
  }

  Block.Action raise() {
    tokens.next();
    if (tokens.isSymbol(";")) {
      return new Block.Reraise();
    }
    String level = "exception";
    for (String one : LEVELS) {
      if (tokens.accept(one)) {
        level = one;
        break;
      }
    }
    String format = null;
    List<ParsedStatement> values = new ArrayList<>();
    String state = null;
    if (tokens.current().kind() == Token.Kind.STRING) {
      format = tokens.string();
      while (tokens.acceptSymbol(",")) {
        values.add(texts.value(",", "using"));
      }
      check(format, values.size());
    } else if (!tokens.is("using") && !tokens.isSymbol(";")) {
      state = state();
    }
    return new Block.Raise(level, state, format, values, options());
  }

  /** PL/pgSQL counts the values when it compiles. */
  private static void check(String format, int values) {
    int marks = 0;
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) == '%') {
        boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == '%';
        marks += doubled ? 0 : 1;
        i += doubled ? 1 : 0;
      }
    }
    if (marks != values) {
      String which = marks > values ? "few" : "many";
      throw new PgException("42601", "too " + which + " parameters specified for RAISE");
    }
  }

  private @Nullable String state() {
    if (tokens.accept("sqlstate")) {
      return tokens.string();
    }
    String name = tokens.label();
    String state = ErrorConditions.state(name);
    if (state == null) {
      throw new PgException("42704", "unrecognized exception condition \"" + name + "\"");
    }
    return state;
  }

  private List<Block.Option> options() {
    List<Block.Option> options = new ArrayList<>();
    if (!tokens.accept("using")) {
      return options;
    }
    do {
      String name = tokens.label().toLowerCase(Locale.ROOT);
      if (!OPTIONS.contains(name)) {
        throw new PgException("42601", "unrecognized RAISE statement option");
      }
      if (!tokens.acceptOperator("=") && !tokens.acceptSymbol(":=")) {
        throw tokens.unexpected();
      }
      options.add(new Block.Option(name, texts.value(",")));
    } while (tokens.acceptSymbol(","));
    return options;
  }
}
