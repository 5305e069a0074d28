// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an advanced regular expression of PostgreSQL in Java's dialect, or refuses it. */
final class RegexTranslator {

  private static final int MOST_REPETITIONS = 255;

  /** A parenthesis that is open. */
  private static final class Group {
    final boolean captures;
    final boolean lookAround;
    boolean anyEmptyBranch;
    boolean branchMayBeEmpty = true;

    Group(boolean captures, boolean lookAround) {
      this.captures = captures;
      this.lookAround = lookAround;
    }

    boolean mayBeEmpty() {
      return anyEmptyBranch || branchMayBeEmpty;
    }
  }

  /** What a quantifier would follow. */
  private enum Last {
    NOTHING,
    ATOM,
    EMPTY_GROUP,
    EMPTY_CAPTURE
  }

  private final String regex;
  private final boolean multiline;
  private final StringBuilder java = new StringBuilder();
  private final Deque<Group> open = new ArrayDeque<>();
  private Last last = Last.NOTHING;
  private int at;
  private int captures;
  private boolean emptyBefore = true;
  private boolean alternatives;
  private boolean repeatedGroup;
  private int greedy;
  private int lazy;

  RegexTranslator(String regex, boolean multiline) {
    this.regex = regex;
    this.multiline = multiline;
  }

  Regex.Shape shape() {
    return new Regex.Shape(alternatives, greedy, lazy, repeatedGroup);
  }

  static PgException invalid(String why) {
    return new PgException("2201B", "invalid regular expression: " + why);
  }

  static PgException refused(String what) {
    return PgException.unsupported("the regular expression " + what);
  }

  String translate() {
    if (regex.startsWith("***") || regex.startsWith("(?i)")) {
      throw refused("\"" + regex + "\"");
    }
    open.push(new Group(false, false));
    while (at < regex.length()) {
      step(regex.charAt(at));
    }
    if (open.size() > 1) {
      throw invalid("parentheses () not balanced");
    }
    return java.toString();
  }

  private void step(char c) {
    switch (c) {
      case '(' -> open();
      case ')' -> close();
      case '|' -> branch();
      case '*', '+', '?' -> quantify(String.valueOf(c), c != '+', true);
      case '{' -> brace();
      case '[' -> bracket();
      case '\\' -> escape();
      case '^' -> constraint("^");
      case '$' -> constraint(multiline ? "(?=\\n|\\z)" : "\\z");
      case '.' -> atom(".", 1);
      default -> literal(regex.codePointAt(at));
    }
  }

  private void literal(int character) {
    String text = Character.toString(character);
    atom(Character.isLetterOrDigit(character) ? text : "\\Q" + text + "\\E", text.length());
  }

  private void atom(String text, int length) {
    java.append(text);
    at += length;
    last = Last.ATOM;
    fill();
  }

  private void fill() {
    emptyBefore = open.element().branchMayBeEmpty;
    open.element().branchMayBeEmpty = false;
  }

  private void constraint(String text) {
    java.append(text);
    at++;
    last = Last.NOTHING;
  }

  private void open() {
    boolean special = regex.startsWith("(?", at);
    String kind = special && at + 2 < regex.length() ? regex.substring(at, at + 3) : "(";
    if (special && !kind.equals("(?:") && !kind.equals("(?=") && !kind.equals("(?!")) {
      throw refused("\"" + regex + "\"");
    }
    java.append(kind);
    at += kind.length();
    open.push(new Group(!special, kind.equals("(?=") || kind.equals("(?!")));
    captures += special ? 0 : 1;
    last = Last.NOTHING;
  }

  private void close() {
    if (open.size() == 1) {
      throw invalid("parentheses () not balanced");
    }
    Group group = open.pop();
    java.append(')');
    at++;
    if (group.lookAround) {
      last = Last.NOTHING;
      return;
    }
    if (group.mayBeEmpty()) {
      last = group.captures ? Last.EMPTY_CAPTURE : Last.EMPTY_GROUP;
      emptyBefore = open.element().branchMayBeEmpty;
    } else {
      last = Last.ATOM;
      fill();
    }
  }

  private void branch() {
    Group group = open.element();
    group.anyEmptyBranch |= group.branchMayBeEmpty;
    group.branchMayBeEmpty = true;
    alternatives = true;
    java.append('|');
    at++;
    last = Last.NOTHING;
  }

  private void quantify(String text, boolean mayBeNone, boolean varies) {
    if (last == Last.NOTHING) {
      throw invalid("quantifier operand invalid");
    }
    repeatedGroup |= last == Last.EMPTY_CAPTURE;
    java.append(text);
    at += text.length();
    boolean shortest = at < regex.length() && regex.charAt(at) == '?';
    if (shortest) {
      java.append('?');
      at++;
    }
    if (varies) {
      greedy += shortest ? 0 : 1;
      lazy += shortest ? 1 : 0;
    }
    if (at < regex.length() && "*+?".indexOf(regex.charAt(at)) >= 0) {
      throw invalid("quantifier operand invalid");
    }
    // What may be there no times at all does not fill its branch.
    if (mayBeNone) {
      open.element().branchMayBeEmpty = emptyBefore;
    }
    last = Last.NOTHING;
  }

  private void brace() {
    int end = regex.indexOf('}', at);
    boolean bound = at + 1 < regex.length() && Character.isDigit(regex.charAt(at + 1));
    if (!bound) {
      atom("\\{", 1);
      return;
    }
    String body = end < 0 ? "" : regex.substring(at + 1, end);
    if (!body.matches("\\d{1,4}(,(\\d{1,4})?)?")) {
      throw invalid(end < 0 ? "braces {} not balanced" : "invalid repetition count(s)");
    }
    String[] limits = body.split(",", -1);
    int least = Integer.parseInt(limits[0]);
    boolean open = limits.length > 1 && limits[1].isEmpty();
    int most = limits.length == 1 || open ? least : Integer.parseInt(limits[1]);
    if (least > MOST_REPETITIONS || most > MOST_REPETITIONS || least > most) {
      throw invalid("invalid repetition count(s)");
    }
    quantify("{" + body + "}", least == 0, open || least != most);
  }

  private void bracket() {
    RegexBracket bracket = new RegexBracket(regex, at, multiline);
    String text = bracket.translate();
    atom(text, bracket.end() - at);
  }

  private void escape() {
    if (at + 1 == regex.length()) {
      throw invalid("invalid escape \\ sequence");
    }
    char c = regex.charAt(at + 1);
    String word =
        switch (c) {
          case 'm' -> "(?<![" + RegexClasses.WORD + "])(?=[" + RegexClasses.WORD + "])";
          case 'M' -> "(?<=[" + RegexClasses.WORD + "])(?![" + RegexClasses.WORD + "])";
          case 'y' ->
              "(?:(?<!["
                  + RegexClasses.WORD
                  + "])(?=["
                  + RegexClasses.WORD
                  + "])|(?<=["
                  + RegexClasses.WORD
                  + "])(?!["
                  + RegexClasses.WORD
                  + "]))";
          case 'A' -> "\\A";
          case 'Z' -> "\\z";
          default -> "";
        };
    if (!word.isEmpty()) {
      java.append(word);
      at += 2;
      last = Last.NOTHING;
      return;
    }
    String atom = RegexBracket.escape(c);
    if (atom != null) {
      atom(c == 'w' || c == 'd' || c == 's' ? "[" + atom + "]" : atom, 2);
    } else if (c == 'W' || c == 'D' || c == 'S') {
      atom("[^" + RegexBracket.escape(Character.toLowerCase(c)) + "]", 2);
    } else if (c >= '1' && c <= '9' && c - '0' <= captures) {
      atom("\\" + c + "(?:)", 2);
    } else {
      throw refused("escape \\" + c);
    }
  }
}
