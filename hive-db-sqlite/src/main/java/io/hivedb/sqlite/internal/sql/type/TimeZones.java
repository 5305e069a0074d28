// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** UTC, and the zones of the IANA database by their full names. */
public final class TimeZones {

  private static final Map<String, ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> name.indexOf('/') > 0 && !name.startsWith("SystemV"))
          .collect(
              Collectors.toUnmodifiableMap(
                  name -> name.toLowerCase(Locale.ROOT),
                  Function.<String>identity().andThen(ZoneId::of)));

  /** Rules of later years are extrapolated, which not all do alike. */
  private static final long LATEST = DateTimes.stored(LocalDateTime.of(2037, 1, 1, 0, 0));

  private static final long EARLIEST = 0;

  private TimeZones() {}

  private static ZoneId zone(String name, long stamp) {
    if (name.matches("(?i)utc|gmt|z|etc/utc|\\+?0?0(:00)?")) {
      return ZoneOffset.UTC;
    }
    Integer fixed = ZoneAbbreviations.minutes(name);
    if (fixed != null) {
      return ZoneOffset.ofTotalSeconds(fixed * 60);
    }
    ZoneId zone = ZONES.get(name.toLowerCase(Locale.ROOT));
    boolean near = stamp >= EARLIEST && stamp < LATEST;
    if (zone == null && isOfNoRegion(name)) {
      throw new PgException("22023", "time zone \"" + name + "\" not recognized");
    }
    if (zone == null || !near) {
      throw PgException.unsupported("the time zone \"" + name + "\"");
    }
    return zone;
  }

  /** Whether it is spelled as a zone of a region that there is not; a newer place may be known. */
  private static boolean isOfNoRegion(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.matches("[a-z_]+/[a-z_]+") || lower.startsWith("posix/")) {
      return false;
    }
    String region = lower.substring(0, lower.indexOf('/') + 1);
    return !region.equals("right/") && ZONES.keySet().stream().noneMatch(z -> z.startsWith(region));
  }

  /** The time on the clocks of a zone. */
  public static long there(String name, long stamp) {
    ZoneId zone = zone(name, DateTimes.isInfinite(stamp) ? EARLIEST : stamp);
    if (DateTimes.isInfinite(stamp)) {
      return stamp;
    }
    Instant instant = local(stamp).toInstant(ZoneOffset.UTC);
    return stamp + micros(zone.getRules().getOffset(instant));
  }

  /** When the clocks of a zone show a time: of two such moments the later, in a gap the earlier. */
  public static long here(String name, long stamp) {
    ZoneId zone = zone(name, DateTimes.isInfinite(stamp) ? EARLIEST : stamp);
    if (DateTimes.isInfinite(stamp)) {
      return stamp;
    }
    LocalDateTime time = local(stamp);
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    ZoneOffset offset =
        transition == null
            ? zone.getRules().getOffset(time)
            : transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
    return stamp - micros(offset);
  }

  private static LocalDateTime local(long stamp) {
    int nanos = (int) Math.floorMod(stamp, 1_000_000L) * 1000;
    return LocalDateTime.ofEpochSecond(Math.floorDiv(stamp, 1_000_000L), nanos, ZoneOffset.UTC);
  }

  private static long micros(ZoneOffset offset) {
    return offset.getTotalSeconds() * 1_000_000L;
  }
}
