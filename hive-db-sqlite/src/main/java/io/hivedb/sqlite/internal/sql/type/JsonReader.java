// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A strict reader of JSON (RFC 8259), with PostgreSQL's error. */
final class JsonReader {

  private static final int DEEPEST = 1000;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,5})?");

  private final String text;
  private final boolean binary;
  private int at;
  private int depth;

  JsonReader(String text) {
    this(text, true);
  }

  /** The text of json keeps its escapes, what is read out of it has to understand them. */
  JsonReader(String text, boolean binary) {
    this.text = text;
    this.binary = binary;
  }

  @Nullable Object read() {
    Object value = value();
    skip();
    if (at < text.length()) {
      throw bad();
    }
    return value;
  }

  /** The members of an object as they are written, the last of a name alone; null for others. */
  @Nullable Map<String, String> rawMembers() {
    List<Map.Entry<String, String>> pairs = rawPairs();
    if (pairs == null) {
      return null;
    }
    Map<String, String> members = new LinkedHashMap<>();
    pairs.forEach(pair -> members.put(pair.getKey(), pair.getValue()));
    return members;
  }

  /** All members of an object as they are written; null for others. */
  @Nullable List<Map.Entry<String, String>> rawPairs() {
    skip();
    if (peek() != '{') {
      return null;
    }
    List<Map.Entry<String, String>> members = new ArrayList<>();
    at++;
    skip();
    if (take('}')) {
      return members;
    }
    do {
      skip();
      String key = string();
      skip();
      expect(':');
      members.add(Map.entry(key, raw()));
    } while (take(','));
    return members;
  }

  /** The elements of an array as they are written; null for others. */
  @Nullable List<String> rawElements() {
    skip();
    if (peek() != '[') {
      return null;
    }
    List<String> elements = new ArrayList<>();
    at++;
    skip();
    if (take(']')) {
      return elements;
    }
    do {
      elements.add(raw());
    } while (take(','));
    return elements;
  }

  private String raw() {
    skip();
    int start = at;
    value();
    String raw = text.substring(start, at);
    skip();
    return raw;
  }

  private @Nullable Object value() {
    skip();
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw PgException.tooDeep();
    }
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> map = new TreeMap<>(Json.KEYS);
    at++;
    skip();
    if (take('}')) {
      depth--;
      return map;
    }
    do {
      skip();
      if (peek() != '"') {
        throw bad();
      }
      String key = string();
      skip();
      expect(':');
      map.put(key, value());
      skip();
    } while (take(','));
    expect('}');
    depth--;
    return map;
  }

  private List<@Nullable Object> array() {
    enter();
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    skip();
    if (take(']')) {
      depth--;
      return list;
    }
    do {
      list.add(value());
      skip();
    } while (take(','));
    expect(']');
    depth--;
    return list;
  }

  private String string() {
    at++;
    StringBuilder value = new StringBuilder();
    boolean unicode = false;
    while (true) {
      if (at >= text.length() || peek() < ' ') {
        throw bad();
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return checked(value.toString(), unicode);
      }
      unicode |= c == '\\' && peek() == 'u';
      value.append(c == '\\' ? escape() : c);
    }
  }

  /** Halves of a pair that stand alone are no text. */
  private String checked(String value, boolean unicode) {
    if (unicode && binary && value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw bad();
    }
    return value;
  }

  private char escape() {
    char c = peek();
    at++;
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    if (c != 'u' || at + 4 > text.length()) {
      throw bad();
    }
    String digits = text.substring(at, at + 4);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw bad();
    }
    at += 4;
    char unit = (char) Integer.parseInt(digits, 16);
    if (unit == 0 && binary) {
      throw bad();
    }
    return unit;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw bad();
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (!NUMBER.matcher(number).matches()) {
      throw bad();
    }
    return Numerics.parse(number);
  }

  private void skip() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad();
    }
  }

  private PgException bad() {
    return JsonComplaint.of(text, binary);
  }
}
