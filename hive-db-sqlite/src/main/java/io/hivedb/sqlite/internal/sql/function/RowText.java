// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.nio.charset.StandardCharsets;

/** How PostgreSQL prints a row of texts. */
public final class RowText {

  private static final String QUOTED = "\"\\(), \t\n\u000b\f\r";

  /** {@code maxfieldlen} of PostgreSQL: bytes of a value that are shown of a failing row. */
  private static final int MOST_BYTES = 64;

  private RowText() {}

  /** A value as the detail of an error about its row shows it. */
  public static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return text;
    }
    int end = MOST_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
  }

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
