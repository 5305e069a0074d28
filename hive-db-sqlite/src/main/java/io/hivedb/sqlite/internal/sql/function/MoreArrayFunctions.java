// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Less common functions of arrays of one dimension. */
final class MoreArrayFunctions {

  private static final int MOST_ELEMENTS = 134_217_727;

  private MoreArrayFunctions() {}

  static void register(Registry registry) {
    PgType numbers = Types.array(INT4);
    PgType texts = Types.array(TEXT);
    registry.polymorphic(
        "array_positions", numbers, MoreArrayFunctions::positions, ANYARRAY, ANYELEMENT);
    registry.polymorphic(
        "array_replace", ANYARRAY, MoreArrayFunctions::replace, ANYARRAY, ANYELEMENT, ANYELEMENT);
    registry.polymorphic("array_fill", ANYARRAY, MoreArrayFunctions::fill, ANYELEMENT, numbers);
    registry.polymorphic("trim_array", ANYARRAY, MoreArrayFunctions::trim, ANYARRAY, INT4);
    registry.scalar("array_dims", TEXT, MoreArrayFunctions::dimensions, ANYARRAY);
    registry.lenient(
        "string_to_array", texts, a -> a.isNull(0) ? null : split(a), TEXT, TEXT, TEXT);
  }

  private static @Nullable Object positions(Args a) {
    if (a.isNull(1)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> all = PgArrays.values(a.text(1), element);
    List<@Nullable String> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (Ordering.same(all.get(i), a.raw(2), element)) {
        found.add(String.valueOf(i + 1));
      }
    }
    return PgArrays.text(found);
  }

  private static @Nullable Object replace(Args a) {
    if (a.isNull(1)) {
      return null;
    }
    PgType element = JsonEditing.type(a.small(0));
    List<@Nullable Object> all = PgArrays.values(a.text(1), element);
    all.replaceAll(value -> Ordering.same(value, a.raw(2), element) ? a.raw(3) : value);
    return PgArrays.stored(all, element);
  }

  private static Object fill(Args a) {
    if (a.isNull(2)) {
      throw new PgException("22004", "dimension array or low bound array cannot be null");
    }
    List<@Nullable String> sizes = PgArrays.parse(a.text(2));
    if (sizes.size() > 1) {
      throw PgException.unsupported("an array of several dimensions");
    }
    if (sizes.isEmpty()) {
      return "{}";
    }
    String size = sizes.get(0);
    if (size == null) {
      throw new PgException("22004", "dimension values cannot be null");
    }
    int count = Integer.parseInt(size);
    if (count < 0 || count > MOST_ELEMENTS) {
      throw new PgException(
          "54000", "array size exceeds the maximum allowed (" + MOST_ELEMENTS + ")");
    }
    PgType element = JsonEditing.type(a.small(0));
    return PgArrays.stored(new ArrayList<>(Collections.nCopies(count, a.raw(1))), element);
  }

  private static @Nullable Object trim(Args a) {
    if (a.isNull(1) || a.isNull(2)) {
      return null;
    }
    List<@Nullable String> all = PgArrays.parse(a.text(1));
    int cut = a.small(2);
    if (cut < 0 || cut > all.size()) {
      throw new PgException(
          "2202E", "number of elements to trim must be between 0 and " + all.size());
    }
    return PgArrays.text(all.subList(0, all.size() - cut));
  }

  private static @Nullable Object dimensions(Args a) {
    int size = PgArrays.parse(a.text(0)).size();
    return size == 0 ? null : "[1:" + size + "]";
  }

  private static String split(Args a) {
    List<@Nullable String> parts = new ArrayList<>();
    String text = a.text(0);
    if (text.isEmpty()) {
      return "{}";
    }
    if (a.isNull(1)) {
      text.codePoints().mapToObj(Character::toString).forEach(parts::add);
    } else if (a.text(1).isEmpty()) {
      parts.add(text);
    } else {
      parts.addAll(List.of(text.split(Pattern.quote(a.text(1)), -1)));
    }
    if (!a.isNull(2)) {
      String none = a.text(2);
      parts.replaceAll(part -> none.equals(part) ? null : part);
    }
    return PgArrays.text(parts);
  }
}
