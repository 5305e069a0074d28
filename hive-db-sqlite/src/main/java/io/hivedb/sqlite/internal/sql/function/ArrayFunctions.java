// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arrays of one dimension. */
final class ArrayFunctions {

  private ArrayFunctions() {}

  static void register(Registry registry) {
    registry.internal("pg_array_make", false, ArrayFunctions::make);
    registry.internal(
        "pg_array_get", true, a -> get(a.text(1), a.integer(2), JsonEditing.type(a.small(0))));
    registry.internal("pg_array_slice", false, ArrayFunctions::slice);
    registry.internal("pg_array_compare", true, a -> compare(a.small(0), a.text(1), a.text(2)));
    registry.operator("||", ANYARRAY, "pg_array_cat({t}, {0}, {1})", ANYARRAY, ANYARRAY);
    registry.operator("||", ANYARRAY, "pg_array_append({t}, {0}, {1})", ANYARRAY, ANYELEMENT);
    registry.operator("||", ANYARRAY, "pg_array_prepend({t}, {0}, {1})", ANYELEMENT, ANYARRAY);
    registry.polymorphic("array_cat", ANYARRAY, ArrayFunctions::cat, ANYARRAY, ANYARRAY);
    registry.polymorphic("array_append", ANYARRAY, ArrayFunctions::append, ANYARRAY, ANYELEMENT);
    registry.polymorphic("array_prepend", ANYARRAY, ArrayFunctions::prepend, ANYELEMENT, ANYARRAY);
    registry.internal("pg_array_cat", false, ArrayFunctions::cat);
    registry.internal("pg_array_append", false, ArrayFunctions::append);
    registry.internal("pg_array_prepend", false, ArrayFunctions::prepend);
    registry.polymorphic("array_remove", ANYARRAY, ArrayFunctions::remove, ANYARRAY, ANYELEMENT);
    registry.polymorphic("array_position", INT4, ArrayFunctions::position, ANYARRAY, ANYELEMENT);
    lengths(registry);
    sets(registry);
    PgType texts = Types.array(TEXT);
    registry.lenient("string_to_array", texts, a -> a.isNull(0) ? null : split(a), TEXT, TEXT);
    registry.function(
        "array_to_string",
        TEXT,
        Signature.Kind.SCALAR,
        "pg_array_join({t}, {0}, {1})",
        2,
        ANYARRAY,
        TEXT);
    registry.function(
        "array_to_string",
        TEXT,
        Signature.Kind.SCALAR,
        "pg_array_join({t}, {0}, {1}, {2})",
        3,
        ANYARRAY,
        TEXT,
        TEXT);
    registry.internal("pg_array_join", false, ArrayFunctions::join);
  }

  private static void lengths(Registry registry) {
    registry.scalar("cardinality", INT4, a -> PgArrays.parse(a.text(0)).size(), ANYARRAY);
    registry.scalar("array_length", INT4, a -> dimension(a, 0), ANYARRAY, INT4);
    registry.scalar("array_upper", INT4, a -> dimension(a, 0), ANYARRAY, INT4);
    registry.scalar("array_lower", INT4, a -> dimension(a, 1), ANYARRAY, INT4);
    registry.scalar(
        "array_ndims", INT4, a -> PgArrays.parse(a.text(0)).isEmpty() ? null : 1, ANYARRAY);
  }

  private static @Nullable Object dimension(Args a, int lower) {
    int size = PgArrays.parse(a.text(0)).size();
    return a.integer(1) != 1 || size == 0 ? null : lower == 1 ? 1 : size;
  }

  private static void sets(Registry registry) {
    registry.internal(
        "pg_array_contains", true, a -> containsAll(a.small(0), a.text(1), a.text(2)));
    registry.internal("pg_array_overlaps", true, a -> overlaps(a.small(0), a.text(1), a.text(2)));
    registry.operator("@>", BOOL, "pg_array_contains({t}, {0}, {1})", ANYARRAY, ANYARRAY);
    registry.operator("<@", BOOL, "pg_array_contains({t}, {1}, {0})", ANYARRAY, ANYARRAY);
    registry.operator("&&", BOOL, "pg_array_overlaps({t}, {0}, {1})", ANYARRAY, ANYARRAY);
  }

  private static String make(Args a) {
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i < a.size(); i++) {
      values.add(a.raw(i));
    }
    return PgArrays.stored(values, element);
  }

  private static @Nullable Object get(String array, long index, PgType element) {
    List<@Nullable String> values = PgArrays.parse(array);
    String text = index < 1 || index > values.size() ? null : values.get((int) index - 1);
    return text == null ? null : element.read(text);
  }

  private static @Nullable Object slice(Args a) {
    if (a.isNull(0)) {
      return null;
    }
    List<@Nullable String> values = PgArrays.parse(a.text(0));
    long low = a.isNull(1) ? 1 : a.integer(1);
    long high = a.isNull(2) ? values.size() : a.integer(2);
    int from = (int) Math.max(0, low - 1);
    int to = (int) Math.min(values.size(), high);
    return PgArrays.text(from < to ? values.subList(from, to) : List.of());
  }

  static int compare(int elementOid, String left, String right) {
    PgType element = JsonEditing.type(elementOid);
    List<@Nullable Object> a = PgArrays.values(left, element);
    List<@Nullable Object> b = PgArrays.values(right, element);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Ordering.compare(a.get(i), b.get(i), element);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** The JSON array of an array's elements, for json_each. */
  static String elements(String array) {
    return Json.text(new ArrayList<@Nullable Object>(PgArrays.parse(array)));
  }

  private static @Nullable Object cat(Args a) {
    if (a.isNull(1) || a.isNull(2)) {
      return a.isNull(1) ? a.raw(2) : a.raw(1);
    }
    List<@Nullable String> all = new ArrayList<>(PgArrays.parse(a.text(1)));
    all.addAll(PgArrays.parse(a.text(2)));
    return PgArrays.text(all);
  }

  private static Object append(Args a) {
    List<@Nullable String> all =
        a.isNull(1) ? new ArrayList<>() : new ArrayList<>(PgArrays.parse(a.text(1)));
    all.add(a.isNull(2) ? null : JsonEditing.type(a.small(0)).text(a.value(2)));
    return PgArrays.text(all);
  }

  private static Object prepend(Args a) {
    List<@Nullable String> all =
        a.isNull(2) ? new ArrayList<>() : new ArrayList<>(PgArrays.parse(a.text(2)));
    all.add(0, a.isNull(1) ? null : JsonEditing.type(a.small(0)).text(a.value(1)));
    return PgArrays.text(all);
  }

  private static @Nullable Object remove(Args a) {
    if (a.isNull(1)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> all = PgArrays.values(a.text(1), element);
    all.removeIf(value -> Ordering.same(value, a.raw(2), element));
    return PgArrays.stored(all, element);
  }

  private static @Nullable Object position(Args a) {
    if (a.isNull(1)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> all = PgArrays.values(a.text(1), element);
    for (int i = 0; i < all.size(); i++) {
      if (Ordering.same(all.get(i), a.raw(2), element)) {
        return i + 1;
      }
    }
    return null;
  }

  private static boolean containsAll(int oid, String whole, String part) {
    PgType element = JsonEditing.type(oid);
    List<@Nullable Object> all = PgArrays.values(whole, element);
    return PgArrays.values(part, element).stream()
        .allMatch(p -> p != null && all.stream().anyMatch(w -> Ordering.same(w, p, element)));
  }

  private static boolean overlaps(int oid, String left, String right) {
    PgType element = JsonEditing.type(oid);
    List<@Nullable Object> all = PgArrays.values(left, element);
    return PgArrays.values(right, element).stream()
        .anyMatch(p -> p != null && all.stream().anyMatch(w -> Ordering.same(w, p, element)));
  }

  private static String split(Args a) {
    String text = a.text(0);
    if (text.isEmpty()) {
      return "{}";
    }
    if (a.isNull(1)) {
      return PgArrays.text(text.codePoints().mapToObj(Character::toString).toList());
    }
    String separator = a.text(1);
    return PgArrays.text(
        separator.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1)));
  }

  private static @Nullable Object join(Args a) {
    if (a.isNull(1) || a.isNull(2)) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (String element : PgArrays.parse(a.text(1))) {
      String text = element == null && a.size() > 3 && !a.isNull(3) ? a.text(3) : element;
      if (text != null) {
        out.append(first ? "" : a.text(2)).append(text);
        first = false;
      }
    }
    return out.toString();
  }
}
