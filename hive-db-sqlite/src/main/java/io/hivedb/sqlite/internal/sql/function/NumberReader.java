// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * to_number, step by step as PostgreSQL reads it: a pattern says how many characters are looked at
 * rather than what must be there. It counts bytes, so that the text is held as one char a byte.
 */
final class NumberReader {

  private static final String DATA = "0123456789.,+-";

  private final NumberTemplate template;
  private final String in;
  private final StringBuilder digits = new StringBuilder();
  private int at;
  private int before;
  private int after;
  private boolean point;
  private char sign = ' ';

  private NumberReader(String text, NumberTemplate template) {
    this.template = template;
    this.in = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The number that a text shows by a pattern. */
  static BigDecimal parse(String text, String pattern) {
    NumberTemplate template = new NumberTemplate(pattern);
    if (template.roman || template.scientific) {
      throw PgException.unsupported("to_number with the pattern \"" + pattern + "\"");
    }
    NumberReader reader = new NumberReader(text, template);
    for (NumberTemplate.Part part : template.parts) {
      if (reader.atEnd()) {
        break;
      }
      reader.part(part);
    }
    return reader.number();
  }

  private boolean atEnd() {
    return at >= in.length();
  }

  private char here() {
    return in.charAt(at);
  }

  private void part(NumberTemplate.Part part) {
    if (!part.keyword()) {
      for (int i = 0; i < part.text().codePointCount(0, part.text().length()); i++) {
        skipCharacter();
      }
      return;
    }
    switch (part.text()) {
      case "9", "0", ".", "D" -> {
        digit(!part.text().equals(".") && !part.text().equals("D"));
        at++;
      }
      case ",", "G" -> {
        at += here() == ',' && !template.fill ? 1 : 0;
      }
      case "L" -> skipOthers(1);
      case "TH" -> skipOthers(2);
      case "MI" -> sign("-");
      case "PL" -> sign("+");
      case "SG" -> sign("+-");
      default -> {}
    }
  }

  private void skipCharacter() {
    if (!atEnd()) {
      int lead = here();
      at += lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    }
  }

  /** Passes over characters that no number has. */
  private void skipOthers(int most) {
    for (int i = 0; i < most && !atEnd() && DATA.indexOf(here()) < 0; i++) {
      skipCharacter();
    }
  }

  private void sign(String signs) {
    if (signs.indexOf(here()) >= 0) {
      sign = here();
      at++;
    } else {
      skipOthers(1);
    }
  }

  /** Looks at one character, and at the sign before or behind it; the caller passes over it. */
  private void digit(boolean isDigit) {
    at += here() == ' ' ? 1 : 0;
    if (!atEnd() && sign == ' ' && isDigit && before + after == 0) {
      signBefore();
    }
    if (atEnd()) {
      return;
    }
    boolean read = false;
    if (here() >= '0' && here() <= '9') {
      if (point && after == template.after) {
        return;
      }
      digits.append(here());
      after += point ? 1 : 0;
      before += point ? 0 : 1;
      read = true;
    } else if (template.point && !point && here() == '.') {
      digits.append('.');
      point = true;
      read = true;
    }
    if (sign == ' ' && before + after > 0) {
      signBehind(read);
    }
  }

  private void signBefore() {
    if (template.sign) {
      if (!template.signAfter && "+-".indexOf(here()) >= 0) {
        sign = here();
        at++;
      } else if (template.signAfter) {
        simpleSign();
      }
    } else {
      simpleSign();
    }
  }

  private void simpleSign() {
    if (here() == '-' || (template.bracket && here() == '<')) {
      sign = '-';
      at++;
    } else if (here() == '+') {
      sign = '+';
      at++;
    }
  }

  private void signBehind(boolean read) {
    if (template.sign && read) {
      boolean next = at + 1 < in.length() && "+-".indexOf(in.charAt(at + 1)) >= 0;
      if (next) {
        at++;
        sign = here();
      }
    } else if (!read && !template.sign && (template.plus || template.minus)) {
      sign = "+-".indexOf(here()) >= 0 ? here() : sign;
    }
  }

  private BigDecimal number() {
    String text = digits.toString();
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    BigDecimal value = Numerics.parse(sign + text);
    int precision = template.before + template.multiplied + after;
    value = Numerics.fit(value, precision, after);
    if (template.multi) {
      throw PgException.unsupported("to_number with V");
    }
    return value;
  }
}
