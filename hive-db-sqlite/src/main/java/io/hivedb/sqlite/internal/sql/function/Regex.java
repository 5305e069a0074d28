// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of PostgreSQL that Java's can be asked for: the same texts match, and {@link
 * RegexSearch} finds the same parts of them.
 *
 * @param pattern the same in Java's dialect
 * @param shape what decides which of several matches PostgreSQL takes
 */
record Regex(Pattern pattern, Shape shape) {

  /**
   * The facts that matter to the choice of a match.
   *
   * @param alternatives whether there is a {@code |}
   * @param greedy how many greedy quantifiers
   * @param lazy how many non-greedy ones
   * @param repeatedGroup whether a capturing group is repeated whose content may be empty
   */
  record Shape(boolean alternatives, int greedy, int lazy, boolean repeatedGroup) {

    /** Whether PostgreSQL takes the longest match, or the shortest one. */
    boolean longest() {
      return lazy == 0;
    }

    /** Whether Java's first match may have another end than PostgreSQL's. */
    boolean hasChoice() {
      return alternatives || greedy + lazy > 1;
    }
  }

  private static final int CACHED = 500;

  private static final Map<String, Regex> CACHE =
      Collections.synchronizedMap(
          new LinkedHashMap<String, Regex>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Regex> eldest) {
              return size() > CACHED;
            }
          });

  /** Compiles; what Java would read differently is refused. */
  static Regex of(String regex, String flags) {
    String key = flags + "/" + regex;
    Regex known = CACHE.get(key);
    if (known == null) {
      known = compile(regex, flags);
      CACHE.put(key, known);
    }
    return known;
  }

  private static Regex compile(String regex, String flags) {
    int options = Pattern.DOTALL | Pattern.UNIX_LINES;
    for (int i = 0; i < flags.length(); i++) {
      char flag = flags.charAt(i);
      switch (flag) {
        case 'i' -> options |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        case 'c' -> options &= ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        case 's' -> options = (options | Pattern.DOTALL) & ~Pattern.MULTILINE;
        case 'n', 'm' -> options = (options & ~Pattern.DOTALL) | Pattern.MULTILINE;
        case 'g', 't' -> {}
        case 'b', 'e', 'p', 'q', 'w', 'x' ->
            throw PgException.unsupported("regular expression flag \"" + flag + "\"");
        default ->
            throw new PgException(
                "22023",
                "invalid regular expression option: \"" + flags.substring(i, i + 1) + "\"");
      }
    }
    boolean insensitive = regex.startsWith("(?i)");
    if (insensitive) {
      options |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
    RegexTranslator translator =
        new RegexTranslator(
            insensitive ? regex.substring(4) : regex, (options & Pattern.MULTILINE) != 0);
    String java = translator.translate();
    try {
      return new Regex(Pattern.compile(java, options), translator.shape());
    } catch (PatternSyntaxException e) {
      throw PgException.unsupported("the regular expression \"" + regex + "\"");
    }
  }

  /** Whether it matches somewhere. */
  boolean finds(String text) {
    return pattern.matcher(text).find();
  }

  /** How many capturing groups there are. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** The matches in a text; refused where their extent cannot be vouched for. */
  RegexSearch search(String text, boolean captures) {
    boolean mixed = shape.lazy() > 0 && (shape.greedy() > 0 || shape.alternatives());
    boolean doubtful = captures && groups() > 0 && (shape.alternatives() || shape.repeatedGroup());
    if (mixed || doubtful) {
      throw PgException.unsupported(
          "a regular expression that "
              + (mixed
                  ? "mixes non-greedy quantifiers with others"
                  : "captures beside alternatives or in repeated groups"));
    }
    return new RegexSearch(pattern.matcher(text), text, shape);
  }
}
