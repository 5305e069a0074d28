// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** LIKE, SIMILAR TO and regular expressions, the latter in the common part of the two flavours. */
final class PatternFunctions {

  private static final java.util.Map<String, Pattern> CACHE =
      java.util.Collections.synchronizedMap(
          new java.util.LinkedHashMap<String, Pattern>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(java.util.Map.Entry<String, Pattern> eldest) {
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
    registry.internal("pg_similar", true, a -> matches(a.text(0), similarPattern(a.text(1))));
    registry.optional("regexp_replace", TEXT, 3, PatternFunctions::replace, TEXT, TEXT, TEXT, TEXT);
    registry.optional(
        "regexp_match",
        io.hivedb.sqlite.internal.sql.type.Types.array(TEXT),
        2,
        PatternFunctions::match,
        TEXT,
        TEXT,
        TEXT);
    registry.optional(
        "regexp_like",
        BOOL,
        2,
        a -> compile(a.text(1), a.size() > 2 ? a.text(2) : "").matcher(a.text(0)).find(),
        TEXT,
        TEXT,
        TEXT);
    registry.optional(
        "regexp_split_to_array",
        io.hivedb.sqlite.internal.sql.type.Types.array(TEXT),
        2,
        a -> split(a),
        TEXT,
        TEXT,
        TEXT);
    registry.optional(
        "regexp_count",
        INT4,
        2,
        a -> (int) compile(a.text(1), "").matcher(a.text(0)).results().count(),
        TEXT,
        TEXT);
    registry.scalar("substring", TEXT, PatternFunctions::substring, TEXT, TEXT);
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
  }

  private static void regex(Registry registry, String operator, String udf, String flags) {
    registry.operator(
        operator, udf, BOOL, a -> compile(a.text(1), flags).matcher(a.text(0)).find(), TEXT, TEXT);
    registry.operator("!" + operator, BOOL, "(NOT " + udf + "({0}, {1}))", TEXT, TEXT);
  }

  private static boolean matches(String text, Pattern pattern) {
    return pattern.matcher(text).matches();
  }

  private static Pattern likePattern(String like, String escape, boolean insensitive) {
    String key = "L" + insensitive + escape.length() + escape + like;
    Pattern known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    if (escape.length() > 1) {
      throw new PgException("22019", "invalid escape string")
          .hint("Escape string must be empty or one character.");
    }
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < like.length()) {
      char c = like.charAt(i++);
      if (!escape.isEmpty() && c == escape.charAt(0)) {
        if (i == like.length()) {
          throw new PgException("22025", "LIKE pattern must not end with escape character");
        }
        regex.append(Pattern.quote(String.valueOf(like.charAt(i++))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern made =
        Pattern.compile(
            regex.toString(),
            Pattern.DOTALL | (insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    CACHE.put(key, made);
    return made;
  }

  private static Pattern similarPattern(String similar) {
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    int i = 0;
    while (i < similar.length()) {
      char c = similar.charAt(i++);
      if (c == '\\' && i < similar.length()) {
        regex.append(Pattern.quote(String.valueOf(similar.charAt(i++))));
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c);
      } else if (c == '[') {
        inClass = true;
        regex.append(c);
      } else if ("|*+?{}()".indexOf(c) >= 0) {
        regex.append(c == '(' ? "(?:" : String.valueOf(c));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return compile(regex.toString(), Pattern.DOTALL, similar);
  }

  /** Compiles a regular expression; what Java would read differently is refused. */
  static Pattern compile(String regex, String flags) {
    String key = "R" + flags + "/" + regex;
    Pattern known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    int options = Pattern.DOTALL;
    for (int i = 0; i < flags.length(); i++) {
      char flag = flags.charAt(i);
      switch (flag) {
        case 'i' -> options |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        case 'g', 'c', 's' -> options |= 0;
        case 'n', 'm' -> options = (options & ~Pattern.DOTALL) | Pattern.MULTILINE;
        default -> throw PgException.unsupported("regular expression flag \"" + flag + "\"");
      }
    }
    Pattern made = compile(RegexDialect.toJava(regex), options, regex);
    CACHE.put(key, made);
    return made;
  }

  private static Pattern compile(String java, int options, String regex) {
    try {
      return Pattern.compile(java, options);
    } catch (PatternSyntaxException e) {
      throw new PgException("2201B", "invalid regular expression: " + regex);
    }
  }

  private static String replace(Args a) {
    String flags = a.size() > 3 ? a.text(3) : "";
    Matcher matcher = compile(a.text(1), flags).matcher(a.text(0));
    String replacement = replacement(a.text(2));
    return flags.indexOf('g') >= 0
        ? matcher.replaceAll(replacement)
        : matcher.replaceFirst(replacement);
  }

  private static String replacement(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        if (next == '&') {
          out.append("$0");
        } else if (next >= '1' && next <= '9') {
          out.append('$').append(next);
        } else {
          out.append(Matcher.quoteReplacement(String.valueOf(next == '\\' ? "\\" : "\\" + next)));
        }
      } else {
        out.append(Matcher.quoteReplacement(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  private static @Nullable String match(Args a) {
    Matcher matcher = compile(a.text(1), a.size() > 2 ? a.text(2) : "").matcher(a.text(0));
    return matcher.find() ? PgArrays.text(groups(matcher)) : null;
  }

  static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    if (matcher.groupCount() == 0) {
      groups.add(matcher.group());
    }
    for (int i = 1; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }

  private static String split(Args a) {
    String[] parts = compile(a.text(1), a.size() > 2 ? a.text(2) : "").split(a.text(0), -1);
    return PgArrays.text(List.of(parts));
  }

  private static @Nullable String substring(Args a) {
    Matcher matcher = compile(a.text(1), "").matcher(a.text(0));
    if (!matcher.find()) {
      return null;
    }
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  }
}
