// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text form of arrays: braces, commas, quotes where needed, NULL. */
final class ArrayText {

  private final String text;
  private int at;

  private ArrayText(String text) {
    this.text = text;
  }

  /** Reads the text into nested lists whose leaves are texts or null. */
  static List<@Nullable Object> read(String text) {
    ArrayText reader = new ArrayText(text);
    // Bounds, as in [2:3]={1,2}, stand before an equals sign.
    reader.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
    return reader.list();
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    while (text.charAt(at) != '}') {
      elements.add(element());
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return elements;
  }

  private @Nullable Object element() {
    return switch (text.charAt(at)) {
      case '{' -> list();
      case '"' -> quoted();
      default -> plain();
    };
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(text.charAt(at++));
    }
    at++;
    return value.toString();
  }

  private @Nullable String plain() {
    int begin = at;
    while (text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    String value = text.substring(begin, at);
    return value.equals("NULL") ? null : value;
  }

  /**
   * Writes a Java array, primitive or not, nested or not.
   *
   * @param leaf writes an element that is not null
   */
  static String write(Object array, Function<Object, String> leaf) {
    StringBuilder out = new StringBuilder("{");
    int length = Array.getLength(array);
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        out.append(',');
      }
      Object element = Array.get(array, i);
      if (element == null) {
        out.append("NULL");
      } else if (element.getClass().isArray() && !(element instanceof byte[])) {
        out.append(write(element, leaf));
      } else {
        quote(leaf.apply(element), out);
      }
    }
    return out.append('}').toString();
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
