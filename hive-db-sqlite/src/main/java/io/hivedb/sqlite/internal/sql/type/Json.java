// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.path.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON values: {@code Map} (sorted as jsonb sorts keys), {@code List}, {@code String}, {@code
 * BigDecimal}, {@code Boolean} and {@code null}.
 */
public final class Json {

  /** jsonb's order of keys: shorter ones first, then by bytes. */
  public static final Comparator<String> KEYS =
      (a, b) -> {
        byte[] left = a.getBytes(StandardCharsets.UTF_8);
        byte[] right = b.getBytes(StandardCharsets.UTF_8);
        return left.length != right.length
            ? Integer.compare(left.length, right.length)
            : Arrays.compareUnsigned(left, right);
      };

  private Json() {}

  /** Reads a text; {@code type} is json or jsonb, for the error. */
  public static @Nullable Object parse(String text) {
    return new JsonReader(text).read();
  }

  /** Checks a text that is kept as it is written. */
  static void check(String text) {
    new JsonReader(text, false).read();
  }

  /** The members of a json object as they are written; null for anything else. */
  public static @Nullable Map<String, String> rawMembers(String json) {
    return new JsonReader(json).rawMembers();
  }

  /** All members of an object as they are written; null for others. */
  public static @Nullable List<Map.Entry<String, String>> rawPairs(String json) {
    return new JsonReader(json).rawPairs();
  }

  /** The elements of a json array as they are written; null for anything else. */
  public static @Nullable List<String> rawElements(String json) {
    return new JsonReader(json).rawElements();
  }

  /** jsonb's text form. */
  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator).append(JsonString.quote(String.valueOf(entry.getKey()))).append(": ");
        write(entry.getValue(), out);
        separator = ", ";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        write(element, out);
        separator = ", ";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      out.append(JsonString.quote(string));
    } else if (value instanceof BigDecimal number) {
      out.append(Numerics.text(number));
    } else {
      out.append(value);
    }
  }

  /**
   * jsonb's order: object, array, boolean, number, string, null. A scalar on the top level is
   * stored as an array of one, which is why an empty array comes before it.
   */
  public static int compareDocuments(@Nullable Object left, @Nullable Object right) {
    boolean emptyLeft = left instanceof List<?> list && list.isEmpty();
    boolean emptyRight = right instanceof List<?> list && list.isEmpty();
    boolean scalarLeft = !(left instanceof List || left instanceof Map);
    boolean scalarRight = !(right instanceof List || right instanceof Map);
    if ((emptyLeft && scalarRight) || (emptyRight && scalarLeft)) {
      return emptyLeft ? -1 : 1;
    }
    return compare(left, right);
  }

  /** The order inside of a document. */
  public static int compare(@Nullable Object left, @Nullable Object right) {
    int kinds = Integer.compare(rank(left), rank(right));
    if (kinds != 0) {
      return kinds;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return compareMaps(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return compareLists(a, b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    if (left instanceof String a && right instanceof String b) {
      return Texts.compare(a, b);
    }
    return 0;
  }

  private static int rank(@Nullable Object value) {
    if (value instanceof Map) {
      return 6;
    }
    if (value instanceof List) {
      return 5;
    }
    if (value instanceof Boolean) {
      return 4;
    }
    if (value instanceof BigDecimal) {
      return 3;
    }
    return value instanceof String ? 2 : 1;
  }

  private static int compareLists(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return Integer.compare(a.size(), b.size());
    }
    for (int i = 0; i < a.size(); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareMaps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return Integer.compare(a.size(), b.size());
    }
    Iterator<? extends Map.Entry<?, ?>> left = a.entrySet().iterator();
    Iterator<? extends Map.Entry<?, ?>> right = b.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<?, ?> one = left.next();
      Map.Entry<?, ?> other = right.next();
      int keys = KEYS.compare(String.valueOf(one.getKey()), String.valueOf(other.getKey()));
      int order = keys != 0 ? keys : compare(one.getValue(), other.getValue());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Equality as jsonb sees it: 1.0 equals 1.00. */
  public static boolean same(@Nullable Object left, @Nullable Object right) {
    return compare(left, right) == 0;
  }

  /** A copy that may be changed. */
  public static List<@Nullable Object> copy(List<?> list) {
    return new ArrayList<@Nullable Object>(list);
  }
}
