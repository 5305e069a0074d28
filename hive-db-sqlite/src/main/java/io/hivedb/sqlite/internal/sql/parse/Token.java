// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

/**
 * A lexical unit.
 *
 * @param kind its class
 * @param text the value: folded name, content of a string, operator
 * @param start where it begins in the text, from 0
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    /** An unquoted name or keyword, folded to lower case. */
    WORD,
    /** A quoted name. */
    QUOTED,
    STRING,
    BITS,
    NUMBER,
    PARAMETER,
    OPERATOR,
    /** One of {@code ( ) [ ] , ; . : :: := =>}. */
    SYMBOL,
    END
  }

  boolean is(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }
}
