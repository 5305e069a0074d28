// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.Set;

/** {@code INTERVAL '1' DAY}: a number of one field. What else the fields can mean is refused. */
final class IntervalFields {

  private static final Set<String> FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private IntervalFields() {}

  /** The literal with its field, if one follows. */
  static String read(Tokens tokens, String literal) {
    String field = tokens.current().text();
    boolean follows = tokens.current().kind() == Token.Kind.WORD && FIELDS.contains(field);
    if (!follows) {
      return literal;
    }
    String number = field.equals("second") ? "[+-]?\\d+(\\.\\d+)?" : "[+-]?\\d+";
    boolean one = !tokens.ahead(1).is("to") && !tokens.ahead(1).isSymbol("(");
    if (!one || !literal.strip().matches(number)) {
      throw tokens.unsupported("INTERVAL with fields");
    }
    tokens.accept(field);
    return literal.strip() + " " + field;
  }
}
