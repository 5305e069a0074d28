// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

/** How PostgreSQL prints a row of texts. */
final class RowText {

  private static final String QUOTED = "\"\\(), \t\n\u000b\f\r";

  private RowText() {}

  static String of(Args fields) {
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < fields.size(); i++) {
      out.append(i == 0 ? "" : ",");
      if (!fields.isNull(i)) {
        field(fields.text(i), out);
      }
    }
    return out.append(')').toString();
  }

  private static void field(String text, StringBuilder out) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0);
    if (plain) {
      out.append(text);
    } else {
      out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\"\"")).append('"');
    }
  }
}
