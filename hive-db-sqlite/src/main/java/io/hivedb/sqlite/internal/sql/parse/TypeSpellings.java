// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;

/** The names of types as PostgreSQL's grammar has them, which notices of missing objects show. */
final class TypeSpellings {

  private TypeSpellings() {}

  /** The name of a type that was read from some of the tokens. */
  static String of(TypeName type, List<Token> tokens) {
    return name(type, tokens) + (type.array() ? "[]" : "");
  }

  private static String name(TypeName type, List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).start() + 1 == type.position()) {
        boolean qualified = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol(".");
        if (qualified) {
          return tokens.get(i).text() + "." + type.name();
        }
        return TypeParser.isOfGrammar(tokens.get(i)) ? "pg_catalog." + type.name() : type.name();
      }
    }
    return type.name();
  }
}
