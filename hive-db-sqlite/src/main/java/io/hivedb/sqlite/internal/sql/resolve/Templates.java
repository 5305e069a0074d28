// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;

/** Puts arguments into the templates of signatures. */
final class Templates {

  private Templates() {}

  /** Fills {@code {0}} with the first argument and so on; what has no argument is cut away. */
  static String fill(String template, List<String> arguments, PgType element) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '{') {
        out.append(c);
        at++;
        continue;
      }
      char mark = template.charAt(at + 1);
      if (mark == 't') {
        out.append(element.oid());
      } else if (mark == 'e') {
        out.append(element.name());
      } else {
        int index = mark - '0';
        if (index < arguments.size()) {
          out.append(arguments.get(index));
        } else {
          out.setLength(out.length() - 2);
        }
      }
      at += 3;
    }
    return out.toString();
  }
}
