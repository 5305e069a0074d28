// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What uuids hold, sizes of bytes as texts, and other small functions. */
final class SmallFunctions {

  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

  private static final Pattern SIZE =
      Pattern.compile("\\s*([-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*([^\\s]*)\\s*");

  /** From the beginning of the Gregorian calendar to 1970. */
  private static final long GREGORIAN_DAYS = 141_427;

  private SmallFunctions() {}

  static void register(Registry registry) {
    UnicodeFunctions.register(registry);
    ParsedIdentifiers.register(registry);
    registry.scalar("uuid_extract_version", INT2, a -> version(uuid(a)), UUID);
    registry.scalar("uuid_extract_timestamp", TIMESTAMPTZ, a -> moment(uuid(a)), UUID);
    registry.changing("uuidv7", UUID, a -> version7(System.currentTimeMillis()));
    registry.changing("uuidv7", UUID, a -> version7(later(a)), INTERVAL);
    registry.scalar("pg_size_pretty", TEXT, a -> size(a.numeric(0)), NUMERIC);
    registry.scalar("pg_size_bytes", INT8, a -> bytes(a.text(0)), TEXT);
    registry.scalar("log", FLOAT8, a -> log(a.real(0)), FLOAT8);
    registry.scalar("log10", FLOAT8, a -> log(a.real(0)), FLOAT8);
    registry.template("pg_client_encoding", NAME, "'UTF8'");
    registry.template("getdatabaseencoding", NAME, "'UTF8'");
    registry.template(
        "make_timestamptz",
        TIMESTAMPTZ,
        "pg_make_timestamp({0}, {1}, {2}, {3}, {4}, {5})",
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        FLOAT8);
    registry.template(
        "make_timestamptz",
        TIMESTAMPTZ,
        "pg_timezone_2({6}, pg_make_timestamp({0}, {1}, {2}, {3}, {4}, {5}))",
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        FLOAT8,
        TEXT);
  }

  private static UUID uuid(Args a) {
    return java.util.UUID.fromString(a.text(0));
  }

  private static @Nullable Object version(UUID uuid) {
    return uuid.variant() == 2 ? (long) uuid.version() : null;
  }

  private static @Nullable Object moment(UUID uuid) {
    if (uuid.variant() == 2 && uuid.version() == 1) {
      return uuid.timestamp() / 10 - GREGORIAN_DAYS * DateTimes.DAY;
    }
    if (uuid.variant() == 2 && uuid.version() == 7) {
      return (uuid.getMostSignificantBits() >>> 16) * 1000;
    }
    return null;
  }

  private static long later(Args a) {
    return DateTimes.plus(System.currentTimeMillis() * 1000, a.interval(0)) / 1000;
  }

  private static String version7(long millis) {
    UUID random = java.util.UUID.randomUUID();
    long low = random.getMostSignificantBits() & 0xFFF;
    long high = millis << 16 | 0x7000 | low;
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }

  /** As pg_size_pretty does it: a unit lasts up to 10,240 of it, halves go away from zero. */
  private static String size(BigDecimal bytes) {
    BigDecimal value = bytes;
    boolean doubled = false;
    for (int unit = 0; ; unit++) {
      boolean last = unit == UNITS.size() - 1;
      BigDecimal limit = BigDecimal.valueOf(doubled ? 20 * 1024L - 1 : 10 * 1024L);
      if (last || value.abs().compareTo(limit) < 0) {
        return Numerics.text(doubled ? halved(value) : value) + " " + UNITS.get(unit);
      }
      BigDecimal unitSize = BigDecimal.valueOf(1L << (doubled ? 10 : 9));
      value = value.divide(unitSize, 0, RoundingMode.DOWN);
      doubled = true;
    }
  }

  private static BigDecimal halved(BigDecimal value) {
    BigDecimal one = BigDecimal.valueOf(value.signum() < 0 ? -1 : 1);
    return value.add(one).divide(BigDecimal.valueOf(2), 0, RoundingMode.DOWN);
  }

  private static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw invalid(text);
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    int power = unit.isEmpty() || unit.equals("b") ? 0 : unitOf(unit);
    if (power < 0) {
      throw invalid(text)
          .detail("Invalid size unit: \"" + matcher.group(2) + "\".")
          .hint("Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".");
    }
    BigDecimal size =
        Numerics.parse(matcher.group(1)).multiply(new BigDecimal(BigInteger.TWO.pow(10 * power)));
    BigInteger whole = size.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    if (whole.bitLength() > 63) {
      throw new PgException("22003", "bigint out of range");
    }
    return whole.longValue();
  }

  private static int unitOf(String unit) {
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).equalsIgnoreCase(unit)) {
        return i;
      }
    }
    return -1;
  }

  private static PgException invalid(String text) {
    return new PgException("22023", "invalid size: \"" + text + "\"");
  }

  /** Only powers of ten: the last digit of others depends on the C library. */
  private static Object log(double value) {
    if (value == 0) {
      throw new PgException("2201E", "cannot take logarithm of zero");
    }
    if (value < 0) {
      throw new PgException("2201E", "cannot take logarithm of a negative number");
    }
    if (value == 1) {
      return 0.0;
    }
    throw PgException.unsupported("log of double precision");
  }
}
