// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** The regular expressions that PostgreSQL and Java read alike; the others are refused. */
final class RegexDialect {

  private RegexDialect() {}

  static String toJava(String regex) {
    if (regex.startsWith("***")
        || (regex.startsWith("(?")
            && !regex.startsWith("(?:")
            && !regex.startsWith("(?=")
            && !regex.startsWith("(?!")
            && !regex.startsWith("(?i)"))) {
      throw PgException.unsupported("this regular expression");
    }
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        java.append(escape(regex.charAt(++i), inClass));
      } else if (inClass) {
        if (c == '[' && i + 1 < regex.length() && regex.charAt(i + 1) == ':') {
          int end = regex.indexOf(":]", i);
          java.append(posix(end < 0 ? "" : regex.substring(i + 2, end)));
          i = end + 1;
        } else {
          inClass = c != ']';
          java.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
        }
      } else if (c == '[') {
        inClass = true;
        java.append(c);
        if (i + 1 < regex.length() && regex.charAt(i + 1) == '^') {
          java.append('^');
          i++;
        }
        if (i + 1 < regex.length() && regex.charAt(i + 1) == ']') {
          java.append("\\]");
          i++;
        }
      } else if ((c == '*' || c == '?' || c == '+' || c == '}')
          && i + 1 < regex.length()
          && regex.charAt(i + 1) == '+') {
        throw new PgException("2201B", "invalid regular expression: quantifier operand invalid");
      } else {
        java.append(c == '$' ? "(?:\\z)" : String.valueOf(c));
      }
    }
    return java.toString();
  }

  private static String escape(char c, boolean inClass) {
    if ("dDwWsS".indexOf(c) >= 0 || !Character.isLetterOrDigit(c) || "ntrf".indexOf(c) >= 0) {
      return "\\" + c;
    }
    if (inClass) {
      throw PgException.unsupported("the regular expression escape \\" + c + " in a bracket");
    }
    return switch (c) {
      case 'm', 'M', 'y' -> "\\b";
      case 'Y' -> "\\B";
      case 'A' -> "\\A";
      case 'Z' -> "\\z";
      default -> {
        if (c >= '1' && c <= '9') {
          yield "\\" + c;
        }
        throw PgException.unsupported("the regular expression escape \\" + c);
      }
    };
  }

  private static String posix(String name) {
    return switch (name) {
      case "alpha" -> "\\p{L}";
      case "digit" -> "0-9";
      case "alnum" -> "\\p{L}0-9";
      case "space" -> "\\s";
      case "upper" -> "\\p{Lu}";
      case "lower" -> "\\p{Ll}";
      case "punct" -> "\\p{Punct}";
      case "xdigit" -> "0-9a-fA-F";
      default -> throw PgException.unsupported("the character class [:" + name + ":]");
    };
  }
}
