// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

/**
 * Classes of characters as PGlite's C library (musl) knows them, written for the inside of a Java
 * bracket. Digits of other scripts are letters there, and all that is no letter but can be seen is
 * punctuation.
 */
final class RegexClasses {

  private static final String ALPHA = "\\p{IsAlphabetic}[\\p{Nd}&&[^0-9]]";
  private static final String ALNUM = ALPHA + "0-9";
  static final String WORD = ALNUM + "_";

  /** Spaces at which a line may break. */
  static final String SPACE =
      " \\t-\\r\\x85\\u2000-\\u2006\\u2008-\\u200A\\u2028\\u2029\\u205F\\u3000";

  /** Other spaces are seen. */
  private static final String UNSEEN = "\\p{Cc}\\u2028\\u2029\\uFFF9-\\uFFFB";

  private RegexClasses() {}

  static String named(String name) {
    return switch (name) {
      case "alpha" -> ALPHA;
      case "digit" -> "0-9";
      case "alnum" -> ALNUM;
      case "word" -> WORD;
      case "space" -> SPACE;
      case "blank" -> " \\t";
      case "upper" -> "\\p{Lu}";
      case "lower" -> "\\p{Ll}";
      case "punct" ->
          "[\\p{P}\\p{S}\\p{M}\\p{No}\\p{Cf}\\xA0\\u1680\\u2007\\u202F&&[^\\p{IsAlphabetic}]&&[^\\uFFF9-\\uFFFB]]";
      case "cntrl" -> "\\p{Cc}";
      case "graph" -> "[^" + UNSEEN + SPACE + "]";
      case "print" -> "[^" + UNSEEN + "]";
      case "ascii" -> "\\x00-\\x7F";
      case "xdigit" -> "0-9a-fA-F";
      case "<", ">" -> throw RegexTranslator.refused("with [[:" + name + ":]]");
      default -> throw RegexTranslator.invalid("invalid character class");
    };
  }
}
