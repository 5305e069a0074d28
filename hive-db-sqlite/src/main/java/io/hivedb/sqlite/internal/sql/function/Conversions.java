// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions behind casts. */
final class Conversions {

  private Conversions() {}

  static void register(Registry registry) {
    registry.internal("pg_in", true, a -> LastVector.read(JsonEditing.type(a.small(0)), a.text(1)));
    registry.internal("pg_out", true, a -> JsonEditing.type(a.small(0)).text(a.value(1)));
    registry.internal("pg_enum_in", true, Conversions::enumIn);
    registry.internal("pg_enum_key", true, Conversions::enumKey);
    registry.internal("pg_enum_label", true, a -> a.text(a.small(0)));
    registry.internal("pg_enum_range", false, Conversions::enumRange);
    registry.internal(
        "pg_numeric_fit",
        true,
        a -> Numerics.text(Numerics.fit(a.numeric(0), a.small(1), a.small(2))));
    registry.internal("pg_numeric_integer", true, a -> toInteger(a.numeric(0)));
    registry.internal("pg_float_integer", true, a -> fromFloat(a.real(0)));
    registry.internal("pg_float_numeric", true, a -> floatToNumeric(a.real(0), a.bool(1)));
    registry.internal("pg_numeric_float", true, a -> Floats.stored(Floats.parseDouble(a.text(0))));
    registry.internal("pg_float_narrow", true, a -> narrow(a.real(0)));
    registry.internal(
        "pg_varchar_fit", true, a -> fit(a.text(0), a.small(1), a.bool(2), "character varying"));
    registry.internal("pg_varchars_fit", true, Conversions::fitAll);
    registry.internal("pg_bpchar_fit", true, Conversions::padded);
    registry.internal("pg_bpchar_text", true, a -> a.text(0).replaceAll(" +$", ""));
    registry.internal("pg_stamp_round", true, a -> round(a.integer(0), a.small(1)));
    registry.internal("pg_stamp_date", true, a -> stampDate(a.integer(0)));
    registry.internal(
        "pg_stamp_time",
        true,
        a ->
            DateTimes.isInfinite(a.integer(0)) ? null : Math.floorMod(a.integer(0), DateTimes.DAY));
    registry.internal("pg_to_oid", true, a -> toOid(a.integer(0), a.bool(1)));
    registry.internal("pg_bools_text", true, a -> boolTexts(a.text(0)));
    registry.internal("pg_time_interval", true, a -> new Interval(0, 0, a.integer(0)).toString());
    registry.internal("pg_fail", false, a -> fail(a));
    registry.internal("pg_shown", true, a -> RowText.cut(a.text(0)));
    registry.internal("pg_refuse", false, Conversions::refuse);
    registry.internal("pg_not_negative", false, Conversions::notNegative);
    registry.internal("pg_row_text", false, RowText::of);
    registry.internal("pg_concat", false, a -> concat(a, 0, ""));
    registry.internal("pg_concat_ws", false, a -> a.isNull(0) ? null : concat(a, 1, a.text(0)));
    registry.internal("pg_format", false, a -> TextFormat.format(a));
    registry.internal("pg_greatest", false, a -> extreme(a, 1));
    registry.internal("pg_least", false, a -> extreme(a, -1));
  }

  private static Object stampDate(long stamp) {
    return DateTimes.isInfinite(stamp) ? stamp : Math.floorDiv(stamp, DateTimes.DAY);
  }

  /** An int8 must be in range; the smaller ones are taken for unsigned. */
  private static Object toOid(long value, boolean wide) {
    if (wide && (value < 0 || value > 0xFFFFFFFFL)) {
      throw new PgException("22003", "OID out of range");
    }
    return value & 0xFFFFFFFFL;
  }

  private static String boolTexts(String array) {
    List<@Nullable String> texts = new ArrayList<>();
    for (String element : PgArrays.parse(array)) {
      texts.add(element == null ? null : element.equals("t") ? "true" : "false");
    }
    return PgArrays.text(texts);
  }

  private static Object enumIn(Args a) {
    for (int i = 2; i < a.size(); i++) {
      if (a.text(i).equals(a.text(1))) {
        return a.text(1);
      }
    }
    throw new PgException(
        "22P02", "invalid input value for enum " + a.text(0) + ": \"" + a.text(1) + "\"");
  }

  /** The labels from one to another; none stands for the first or the last. */
  private static String enumRange(Args a) {
    List<@Nullable String> labels = new ArrayList<>();
    boolean inside = a.isNull(0);
    for (int i = 2; i < a.size(); i++) {
      inside |= !a.isNull(0) && a.text(i).equals(a.text(0));
      if (inside) {
        labels.add(a.text(i));
      }
      if (!a.isNull(1) && a.text(i).equals(a.text(1))) {
        break;
      }
    }
    return PgArrays.text(labels);
  }

  private static Object enumKey(Args a) {
    for (int i = 1; i < a.size(); i++) {
      if (a.text(i).equals(a.text(0))) {
        return i;
      }
    }
    return 0;
  }

  private static Object toInteger(BigDecimal value) {
    BigDecimal rounded = Numerics.round(value);
    if (rounded.toBigInteger().bitLength() > 63) {
      return 1e300;
    }
    return rounded.longValueExact();
  }

  private static Object fromFloat(double value) {
    double rounded = Math.rint(value);
    if (Double.isNaN(value) || Math.abs(rounded) >= 0x1p63) {
      return 1e300;
    }
    return (long) rounded;
  }

  /** As PostgreSQL does: 15 digits of a float8, 6 of a float4. */
  private static String floatToNumeric(double value, boolean narrow) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw PgException.unsupported("numeric " + Floats.text(value));
    }
    BigDecimal exact =
        new BigDecimal(value).round(new MathContext(narrow ? 6 : 15, RoundingMode.HALF_EVEN));
    BigDecimal stripped = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    return Numerics.text(stripped);
  }

  private static Object narrow(double value) {
    float narrow = (float) value;
    if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
      throw new PgException("22003", "value out of range: overflow");
    }
    if (narrow == 0 && value != 0) {
      throw new PgException("22003", "value out of range: underflow");
    }
    return Floats.stored(narrow);
  }

  private static String fit(String text, int most, boolean explicit, String type) {
    int length = TextFunctions.length(text);
    if (length <= most) {
      return text;
    }
    int end = text.offsetByCodePoints(0, most);
    if (!explicit && !text.substring(end).isBlank()) {
      throw new PgException("22001", "value too long for type " + type + "(" + most + ")");
    }
    return text.substring(0, end);
  }

  private static String fitAll(Args a) {
    List<@Nullable String> fitted = new ArrayList<>();
    for (String element : PgArrays.parse(a.text(0))) {
      fitted.add(element == null ? null : fit(element, a.small(1), false, "character varying"));
    }
    return PgArrays.text(fitted);
  }

  private static String padded(Args a) {
    String text = fit(a.text(0), a.small(1), a.bool(2), "character");
    return text + " ".repeat(Math.max(0, a.small(1) - TextFunctions.length(text)));
  }

  private static long round(long micros, int precision) {
    if (DateTimes.isInfinite(micros)) {
      return micros;
    }
    long unit = (long) Math.pow(10, 6 - Math.min(6, precision));
    return Math.floorDiv(micros + unit / 2, unit) * unit;
  }

  private static Object refuse(Args a) {
    throw PgException.unsupported(a.text(0));
  }

  private static Object fail(Args a) {
    throw new PgException(a.text(0), a.text(1))
        .detail(a.size() > 2 && !a.isNull(2) ? a.text(2) : null)
        .hint(a.size() > 3 ? a.text(3) : null);
  }

  private static Object notNegative(Args a) {
    if (a.isNull(0)) {
      return a.text(1).equals("LIMIT") ? -1L : 0L;
    }
    if (a.integer(0) < 0) {
      boolean limit = a.text(1).equals("LIMIT");
      throw new PgException(limit ? "2201W" : "2201X", a.text(1) + " must not be negative");
    }
    return a.integer(0);
  }

  private static String concat(Args a, int from, String separator) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (int i = from; i < a.size(); i++) {
      if (!a.isNull(i)) {
        out.append(first ? "" : separator).append(a.text(i));
        first = false;
      }
    }
    return out.toString();
  }

  private static @Nullable Object extreme(Args a, int direction) {
    PgType type = JsonEditing.type(a.small(0));
    Object best = null;
    for (int i = 1; i < a.size(); i++) {
      Object value = a.raw(i);
      if (value != null && (best == null || Ordering.compare(value, best, type) * direction > 0)) {
        best = value;
      }
    }
    return best;
  }
}
