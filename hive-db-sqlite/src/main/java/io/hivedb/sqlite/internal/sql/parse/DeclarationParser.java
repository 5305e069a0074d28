// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of DECLARE. */
final class DeclarationParser {

  private final Tokens tokens;
  private final BlockText texts;

  DeclarationParser(Tokens tokens, BlockText texts) {
    this.tokens = tokens;
    this.texts = texts;
  }

  Block.Declaration declaration() {
    String name = tokens.label();
    if (tokens.accept("alias")) {
      tokens.expect("for");
      List<String> target = texts.target();
      tokens.expectSymbol(";");
      return new Block.Declaration(name, null, target, false, true, false, null);
    }
    if (tokens.is("cursor") || tokens.is("no") || tokens.is("scroll")) {
      throw PgException.unsupported("a cursor in PL/pgSQL");
    }
    boolean constant = tokens.accept("constant");
    List<String> like = like();
    boolean row = false;
    TypeName type = null;
    if (like.isEmpty()) {
      type = new Grammar(tokens).types().parse();
    } else {
      row = tokens.next().is("rowtype");
    }
    if (tokens.accept("collate")) {
      throw PgException.unsupported("COLLATE of a variable");
    }
    boolean notNull = tokens.accept("not", "null");
    ParsedStatement value = null;
    if (tokens.accept("default") || tokens.acceptSymbol(":=") || tokens.acceptOperator("=")) {
      value = texts.value();
    }
    tokens.expectSymbol(";");
    return new Block.Declaration(name, type, like, row, constant, notNull, value);
  }

  /** The names before %TYPE or %ROWTYPE, and the sign; none where there is a type. */
  private List<String> like() {
    int at = 0;
    while (tokens.ahead(at + 1).isSymbol(".")) {
      at += 2;
    }
    @Nullable Token sign = tokens.ahead(at + 1);
    Token word = tokens.ahead(at + 2);
    if (!sign.isOperator("%") || !(word.is("type") || word.is("rowtype"))) {
      return List.of();
    }
    List<String> names = new ArrayList<>(texts.target());
    tokens.acceptOperator("%");
    return names;
  }
}
