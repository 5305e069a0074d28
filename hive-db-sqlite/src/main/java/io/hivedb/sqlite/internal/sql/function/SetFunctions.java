// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions that return sets. Each makes one JSON array of texts, which {@code json_each} spreads
 * over rows; a row of several columns is an array of texts itself.
 */
final class SetFunctions {

  private static final int MOST_ROWS = 10_000_000;

  private SetFunctions() {}

  static void register(Registry registry) {
    for (PgType type : List.of(INT4, INT8)) {
      set(
          registry,
          "generate_series",
          type,
          a -> integers(a.integer(0), a.integer(1), 1),
          type,
          type);
      set(
          registry,
          "generate_series",
          type,
          a -> integers(a.integer(0), a.integer(1), a.integer(2)),
          type,
          type,
          type);
    }
    set(
        registry,
        "generate_series",
        NUMERIC,
        a -> decimals(a.numeric(0), a.numeric(1), a.size() > 2 ? a.numeric(2) : BigDecimal.ONE),
        NUMERIC,
        NUMERIC);
    set(
        registry,
        "generate_series",
        NUMERIC,
        a -> decimals(a.numeric(0), a.numeric(1), a.numeric(2)),
        NUMERIC,
        NUMERIC,
        NUMERIC);
    for (PgType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      set(
          registry,
          "generate_series",
          type,
          a -> stamps(a.integer(0), a.integer(1), a.interval(2)),
          type,
          type,
          INTERVAL);
    }
    set(registry, "unnest", ANYELEMENT, a -> ArrayFunctions.elements(a.text(0)), ANYARRAY);
    set(registry, "generate_subscripts", INT4, a -> subscripts(a, 1), ANYARRAY, INT4);
    registry.internal("pg_vector_subscripts", true, a -> subscripts(a, 0));
    set(registry, "string_to_table", TEXT, a -> null, TEXT, TEXT);
    set(registry, "string_to_table", TEXT, a -> null, TEXT, TEXT, TEXT);
    // Not strict: without a separator the characters are the parts.
    for (String types : List.of("text_text", "text_text_text")) {
      registry.internal("pg_set_string_to_table_" + types, false, SetFunctions::parts);
    }
    set(registry, "regexp_split_to_table", TEXT, SetFunctions::pieces, TEXT, TEXT);
    set(registry, "regexp_split_to_table", TEXT, SetFunctions::pieces, TEXT, TEXT, TEXT);
    PgType texts = Types.array(TEXT);
    set(registry, "regexp_matches", texts, RegexFunctions::matches, TEXT, TEXT);
    set(registry, "regexp_matches", texts, RegexFunctions::matches, TEXT, TEXT, TEXT);
    // Lenient: each argument is the OID of an element type, and an array that may be null.
    registry.internal("pg_unnest_many", false, SetFunctions::together);
    set(
        registry,
        "jsonb_array_elements",
        JSONB,
        a -> JsonSets.texts(JsonSets.list(a.json(0)), false),
        JSONB);
    set(registry, "json_array_elements", JSON, a -> JsonSets.raw(a, false), JSON);
    set(
        registry,
        "jsonb_array_elements_text",
        TEXT,
        a -> JsonSets.texts(JsonSets.list(a.json(0)), true),
        JSONB);
    set(registry, "json_array_elements_text", TEXT, a -> JsonSets.raw(a, true), JSON);
    set(
        registry,
        "jsonb_object_keys",
        TEXT,
        a ->
            Json.text(
                new ArrayList<@Nullable Object>(
                    JsonSets.map(a.json(0), "jsonb_object_keys").keySet())),
        JSONB);
    set(registry, "jsonb_each", RECORD, a -> JsonSets.pairs(a.json(0), false), JSONB);
    set(registry, "json_each", RECORD, a -> JsonSets.rawPairs(a.text(0), false), JSON);
    set(registry, "json_each_text", RECORD, a -> JsonSets.rawPairs(a.text(0), true), JSON);
    set(registry, "json_object_keys", TEXT, a -> JsonSets.rawKeys(a.text(0)), JSON);
    set(registry, "jsonb_each_text", RECORD, a -> JsonSets.pairs(a.json(0), true), JSONB);
  }

  /** The elements of several arrays side by side; the shorter ones are filled with nulls. */
  private static String together(Args a) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    int longest = 0;
    for (int i = 0; i < a.size(); i += 2) {
      PgType element = JsonEditing.type(a.small(i));
      List<@Nullable Object> column = new ArrayList<>();
      if (!a.isNull(i + 1)) {
        for (String text : PgArrays.parse(a.text(i + 1))) {
          column.add(text == null ? null : encoded(element, text));
        }
      }
      columns.add(column);
      longest = Math.max(longest, column.size());
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (List<@Nullable Object> column : columns) {
        row.add(i < column.size() ? column.get(i) : null);
      }
      rows.add(row);
    }
    return Json.text(rows);
  }

  /** As {@code Sets.encode} writes a stored value. */
  static String encoded(PgType element, String text) {
    Object stored = element.read(text);
    return switch (element.storage()) {
      case INTEGER -> stored.toString();
      case REAL -> element.text(stored);
      case BLOB -> HexFormat.of().withUpperCase().formatHex((byte[]) stored);
      case TEXT -> stored.toString();
    };
  }

  /** The parts of a text; one that equals the third argument is null. */
  private static @Nullable String parts(Args a) {
    if (a.isNull(0)) {
      return null;
    }
    List<String> parts = a.isNull(1) ? characters(a.text(0)) : split(a.text(0), a.text(1));
    List<@Nullable Object> texts = new ArrayList<>(parts);
    if (a.size() > 2 && !a.isNull(2)) {
      texts.replaceAll(part -> a.text(2).equals(part) ? null : part);
    }
    return Json.text(texts);
  }

  private static String pieces(Args a) {
    String flags = PatternFunctions.flags(a, 2, "regexp_split_to_table");
    return Json.text(new ArrayList<>(PatternFunctions.split(a.text(0), a.text(1), flags)));
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> split(String text, String separator) {
    if (text.isEmpty()) {
      return List.of();
    }
    return separator.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1));
  }

  private static void set(
      Registry registry, String name, PgType result, JavaFunction body, PgType... arguments) {
    StringBuilder types = new StringBuilder("pg_set_").append(name);
    StringBuilder call = new StringBuilder("(");
    for (int i = 0; i < arguments.length; i++) {
      types.append('_').append(arguments[i].name());
      call.append(i == 0 ? "{" : ", {").append(i).append('}');
    }
    registry.internal(types.toString(), true, body);
    registry.function(
        name,
        result,
        Signature.Kind.SET,
        types + call.toString() + ")",
        arguments.length,
        arguments);
  }

  private static String integers(long start, long end, long step) {
    checkStep(step);
    StringBuilder out = new StringBuilder("[");
    int count = 0;
    long value = start;
    while (step > 0 ? value <= end : value >= end) {
      out.append(count == 0 ? "\"" : ",\"").append(value).append('"');
      count = checkCount(count);
      long next = value + step;
      if (((value ^ next) & (step ^ next)) < 0) {
        break;
      }
      value = next;
    }
    return out.append(']').toString();
  }

  private static String subscripts(Args a, int first) {
    int count = a.small(1) == 1 ? PgArrays.parse(a.text(0)).size() : 0;
    return integers(first, first + count - 1L, 1);
  }

  private static void checkStep(long step) {
    if (step == 0) {
      throw new PgException("22023", "step size cannot equal zero");
    }
  }

  private static int checkCount(int count) {
    if (count >= MOST_ROWS) {
      throw PgException.unsupported("a generated set of more than " + MOST_ROWS + " rows");
    }
    return count + 1;
  }

  private static String decimals(BigDecimal start, BigDecimal end, BigDecimal step) {
    checkStep(step.signum());
    List<@Nullable Object> values = new ArrayList<>();
    int scale = Math.max(start.scale(), step.scale());
    for (BigDecimal v = start.setScale(scale);
        step.signum() > 0 ? v.compareTo(end) <= 0 : v.compareTo(end) >= 0;
        v = v.add(step)) {
      values.add(v.toPlainString());
      checkCount(values.size());
    }
    return Json.text(values);
  }

  private static String stamps(long start, long end, Interval step) {
    int direction = step.span().signum();
    checkStep(direction);
    List<@Nullable Object> values = new ArrayList<>();
    for (long value = start;
        direction > 0 ? value <= end : value >= end;
        value = DateTimes.plus(value, step)) {
      values.add(Long.toString(value));
      checkCount(values.size());
    }
    return Json.text(values);
  }
}
