// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.text.Normalizer;
import java.util.Locale;

/** Escapes and normal forms of Unicode. */
final class UnicodeFunctions {

  private UnicodeFunctions() {}

  static void register(Registry registry) {
    registry.scalar("unistr", TEXT, a -> unescaped(a.text(0)), TEXT);
    registry.optional("normalize", TEXT, 1, a -> normalized(a), TEXT, TEXT);
    registry.optional("is_normalized", BOOL, 1, a -> normalized(a).equals(a.text(0)), TEXT, TEXT);
  }

  private static String normalized(Args a) {
    String form = a.size() > 1 ? a.text(1).toUpperCase(Locale.ROOT) : "NFC";
    if (!form.matches("NFK?[CD]")) {
      throw new PgException("22023", "invalid normalization form: " + a.text(1));
    }
    // Java may know an older Unicode than PostgreSQL does.
    boolean known = a.text(0).codePoints().allMatch(Character::isDefined);
    if (!known) {
      throw PgException.unsupported("NORMALIZE of characters that Java does not know");
    }
    return Normalizer.normalize(a.text(0), Normalizer.Form.valueOf(form));
  }

  /** The escapes of four, six and eight digits, and two backslashes for one. */
  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '\\') {
        out.append(c);
        at++;
      } else if (text.startsWith("\\\\", at)) {
        out.append(c);
        at += 2;
      } else {
        at = escape(text, at + 1, out);
      }
    }
    String result = out.toString();
    if (result.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new PgException("42601", "invalid Unicode surrogate pair");
    }
    return result;
  }

  private static int escape(String text, int at, StringBuilder out) {
    char kind = at < text.length() ? text.charAt(at) : 0;
    int start = kind == '+' || kind == 'u' || kind == 'U' ? at + 1 : at;
    int digits = kind == '+' ? 6 : kind == 'U' ? 8 : 4;
    int end = start + digits;
    if (end > text.length() || !text.substring(start, end).matches("[0-9a-fA-F]+")) {
      throw new PgException("42601", "invalid Unicode escape")
          .hint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.");
    }
    long code = Long.parseLong(text.substring(start, end), 16);
    if (code == 0 || code > Character.MAX_CODE_POINT) {
      throw new PgException(
          "22023", String.format(Locale.ROOT, "invalid Unicode code point: %04X", code));
    }
    if (code < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      out.append((char) code);
    } else {
      out.appendCodePoint((int) code);
    }
    return end;
  }
}
