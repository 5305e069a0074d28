// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** LIKE, SIMILAR TO and regular expressions, the latter in the common part of the two flavours. */
final class PatternFunctions {

  private static final Map<String, Pattern> CACHE =
      Collections.synchronizedMap(
          new LinkedHashMap<String, Pattern>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
              return size() > 500;
            }
          });

  private PatternFunctions() {}

  static void register(Registry registry) {
    like(registry, "~~", "pg_like", 0);
    like(registry, "~~*", "pg_ilike", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    regex(registry, "~", "pg_regex", "");
    regex(registry, "~*", "pg_iregex", "i");
    registry.internal(
        "pg_like_escape",
        true,
        a -> matches(a.text(0), likePattern(a.text(1), a.text(2), a.bool(3))));
    registry.internal("pg_similar", true, a -> SimilarPattern.matches(a.text(0), a.text(1)));
    registry.optional("regexp_replace", TEXT, 3, PatternFunctions::replace, TEXT, TEXT, TEXT, TEXT);
    registry.optional(
        "regexp_match", Types.array(TEXT), 2, PatternFunctions::match, TEXT, TEXT, TEXT);
    registry.optional(
        "regexp_like",
        BOOL,
        2,
        a -> Regex.of(a.text(1), flags(a, 2, "regexp_like")).finds(a.text(0)),
        TEXT,
        TEXT,
        TEXT);
    registry.optional(
        "regexp_split_to_array",
        Types.array(TEXT),
        2,
        a -> PgArrays.text(split(a.text(0), a.text(1), flags(a, 2, "regexp_split_to_array"))),
        TEXT,
        TEXT,
        TEXT);
    registry.scalar("substring", TEXT, PatternFunctions::substring, TEXT, TEXT);
    registry.scalar(
        "substring",
        TEXT,
        a -> SimilarPattern.substring(a.text(0), a.text(1), a.text(2)),
        TEXT,
        TEXT,
        TEXT);
  }

  private static void like(Registry registry, String operator, String udf, int flags) {
    registry.operator(
        operator,
        udf,
        BOOL,
        a -> matches(a.text(0), likePattern(a.text(1), "\\", flags != 0)),
        TEXT,
        TEXT);
    registry.operator("!" + operator, BOOL, "(NOT " + udf + "({0}, {1}))", TEXT, TEXT);
    padded(registry, operator, udf);
  }

  /** The blanks of a {@code char(n)} count in patterns, otherwise than in comparisons. */
  private static void padded(Registry registry, String operator, String udf) {
    registry.operator(operator, BOOL, udf + "({0}, {1})", BPCHAR, TEXT);
    registry.operator("!" + operator, BOOL, "(NOT " + udf + "({0}, {1}))", BPCHAR, TEXT);
  }

  private static void regex(Registry registry, String operator, String udf, String flags) {
    registry.operator(
        operator, udf, BOOL, a -> Regex.of(a.text(1), flags).finds(a.text(0)), TEXT, TEXT);
    registry.operator("!" + operator, BOOL, "(NOT " + udf + "({0}, {1}))", TEXT, TEXT);
    padded(registry, operator, udf);
  }

  private static boolean matches(String text, Pattern pattern) {
    boolean matches = pattern.matcher(text).matches();
    if (matches && pattern.pattern().startsWith("(?<complaint>)")) {
      throw new PgException("22025", "LIKE pattern must not end with escape character");
    }
    return matches;
  }

  private static Pattern likePattern(String like, String escape, boolean insensitive) {
    String key = "L" + insensitive + escape.length() + escape + like;
    Pattern known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    if (TextFunctions.length(escape) > 1) {
      throw new PgException("22025", "invalid escape string")
          .hint("Escape string must be empty or one character.");
    }
    StringBuilder regex = new StringBuilder();
    int percent = -1;
    int i = 0;
    while (i < like.length()) {
      int c = like.codePointAt(i);
      i += Character.charCount(c);
      if (!escape.isEmpty() && c == escape.codePointAt(0)) {
        if (i == like.length()) {
          return trailingEscape(like, regex, key, insensitive);
        }
        c = like.codePointAt(i);
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (c == '%') {
        percent = percent(regex, percent);
      } else {
        regex.append(c == '_' ? "." : Pattern.quote(Character.toString(c)));
      }
    }
    Pattern made =
        Pattern.compile(
            regex.toString(),
            Pattern.DOTALL | (insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    CACHE.put(key, made);
    return made;
  }

  /**
   * Adds a percent sign. What is between the one before and this one is right where it is found
   * first, so that it is never looked for again, which would take for ever.
   */
  private static int percent(StringBuilder regex, int before) {
    if (before >= 0) {
      regex.replace(before, before + 2, "(?>.*?").append(')');
    }
    int at = regex.length();
    regex.append(".*");
    return at;
  }

  /** PostgreSQL complains when it comes so far in the text; else there is no match. */
  private static Pattern trailingEscape(
      String like, StringBuilder before, String key, boolean insensitive) {
    if (like.indexOf('%') >= 0) {
      throw PgException.unsupported("a LIKE pattern that ends with its escape character");
    }
    Pattern made =
        Pattern.compile(
            "(?<complaint>)" + before + ".+",
            Pattern.DOTALL | (insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    CACHE.put(key, made);
    return made;
  }

  /** The flags that are given; {@code g} only where it means something. */
  static String flags(Args a, int index, String function) {
    String flags = a.size() > index ? a.text(index) : "";
    if (flags.indexOf('g') >= 0) {
      throw new PgException("22023", function + "() does not support the \"global\" option")
          .hint(
              function.equals("regexp_match") ? "Use the regexp_matches function instead." : null);
    }
    return flags;
  }

  private static String replace(Args a) {
    String flags = a.size() > 3 ? a.text(3) : "";
    String replacement = a.text(2);
    String text = a.text(0);
    RegexSearch search =
        Regex.of(a.text(1), flags).search(text, replacement.matches("(?s).*\\\\[1-9].*"));
    return replaced(text, search, replacement, flags.indexOf('g') < 0 ? 1 : 0);
  }

  /** The text with one match replaced, counted from one, or with 0 all of them. */
  static String replaced(String text, RegexSearch search, String replacement, int number) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int found = 1; search.find(); found++) {
      if (number > 0 && found < number) {
        continue;
      }
      out.append(text, copied, search.start());
      substitute(replacement, search, out);
      copied = search.end();
      if (number > 0) {
        break;
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static void substitute(String text, RegexSearch search, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == '&' || (next >= '1' && next <= '9')) {
        String group = search.group(next == '&' ? 0 : next - '0');
        out.append(group == null ? "" : group);
        i++;
      } else if (next == '\\') {
        out.append(c);
        i++;
      } else {
        out.append(c);
      }
    }
  }

  private static @Nullable String match(Args a) {
    String flags = flags(a, 2, "regexp_match");
    RegexSearch search = Regex.of(a.text(1), flags).search(a.text(0), true);
    return search.find() ? PgArrays.text(search.captured()) : null;
  }

  /** The parts between matches; an empty match at the end, or right after another, is none. */
  static List<String> split(String text, String regex, String flags) {
    RegexSearch search = Regex.of(regex, flags).search(text, false);
    List<String> parts = new ArrayList<>();
    int copied = 0;
    int before = 0;
    while (search.find()) {
      if (search.start() < text.length() && search.end() > before) {
        parts.add(text.substring(copied, search.start()));
        copied = search.end();
      }
      before = search.end();
    }
    parts.add(text.substring(copied));
    return parts;
  }

  private static @Nullable String substring(Args a) {
    RegexSearch search = Regex.of(a.text(1), "").search(a.text(0), true);
    if (!search.find()) {
      return null;
    }
    return search.group(search.groups() > 0 ? 1 : 0);
  }
}
