// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/** Dates and times, in both directions. */
final class TemporalProbes {

  private TemporalProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addReads(probes);
    addJavaTimeReads(probes);
    addWrites(probes);
    addInfinity(probes);
  }

  private static Calendar in(String zone) {
    return Calendar.getInstance(TimeZone.getTimeZone(zone));
  }

  private static void addReads(Map<String, Probes.Probe> probes) {
    probes.put("getTimestamp timestamp", ReadProbes.first(row -> row.getTimestamp("ts")));
    probes.put("getTimestamp timestamptz", ReadProbes.first(row -> row.getTimestamp("tz")));
    probes.put("getTimestamp date", ReadProbes.first(row -> row.getTimestamp("dt")));
    probes.put("getTimestamp time", ReadProbes.first(row -> row.getTimestamp("tm")));
    probes.put("getTimestamp text", ReadProbes.first(row -> row.getTimestamp("x")));
    probes.put(
        "getTimestamp of text that is one",
        ReadProbes.query("SELECT '2024-05-06 01:02:03'::text", row -> row.getTimestamp(1)));
    probes.put(
        "getTimestamp with calendar",
        ReadProbes.first(row -> row.getTimestamp("ts", in("Asia/Tokyo"))));
    probes.put(
        "getTimestamp timestamptz with calendar",
        ReadProbes.first(row -> row.getTimestamp("tz", in("Asia/Tokyo"))));
    probes.put("getDate date", ReadProbes.first(row -> row.getDate("dt")));
    probes.put("getDate timestamp", ReadProbes.first(row -> row.getDate("ts")));
    probes.put("getTime time", ReadProbes.first(row -> row.getTime("tm").getTime()));
    probes.put("getTime timestamp", ReadProbes.first(row -> row.getTime("ts").getTime()));
    probes.put("getObject timestamptz", ReadProbes.first(row -> row.getObject("tz")));
    probes.put(
        "getDate before the Gregorian calendar",
        ReadProbes.query("SELECT date '1500-02-28'", row -> row.getDate(1)));
    probes.put(
        "getTimestamp before Christ",
        ReadProbes.query("SELECT timestamp '0044-03-15 10:00 BC'", row -> row.getTimestamp(1)));
  }

  private static void addJavaTimeReads(Map<String, Probes.Probe> probes) {
    for (Class<?> type :
        List.of(
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Instant.class,
            ZonedDateTime.class,
            Timestamp.class,
            Date.class,
            Time.class)) {
      for (String column : List.of("dt", "tm", "ts", "tz", "x")) {
        probes.put(
            "getObject(" + type.getSimpleName() + ") of " + column,
            ReadProbes.first(
                row ->
                    column.equals("tz") && (type == Date.class || type == Time.class)
                        ? "depends on the zone"
                        : row.getObject(column, type)));
      }
    }
    probes.put(
        "getObject(LocalTime) of 24:00",
        ReadProbes.query("SELECT time '24:00'", row -> row.getObject(1, LocalTime.class)));
    probes.put(
        "getObject(LocalDate) null",
        ReadProbes.query("SELECT NULL::date", row -> row.getObject(1, LocalDate.class)));
  }

  private static Probes.Probe stored(String column, Object value) {
    return stored(column, (statement) -> statement.setObject(1, value));
  }

  /** Sets a parameter. */
  @FunctionalInterface
  interface Set {
    void on(PreparedStatement statement) throws Exception;
  }

  private static Probes.Probe stored(String column, Set set) {
    return connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE t SET " + column + " = ? WHERE id = 1")) {
        set.on(update);
        update.executeUpdate();
      }
      return read(connection, "SELECT " + column + "::text FROM t WHERE id = 1");
    };
  }

  private static Object read(Connection connection, String sql) throws Exception {
    try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @SuppressWarnings("JavaUtilDate") // One probe is about it.
  private static void addWrites(Map<String, Probes.Probe> probes) {
    LocalDateTime local = LocalDateTime.of(2024, 5, 6, 13, 14, 15, 123_456_789);
    Timestamp timestamp = Timestamp.from(Instant.parse("2024-05-06T13:14:15.123456Z"));
    probes.put("write LocalDateTime", stored("ts", local));
    probes.put("write LocalDateTime to text", stored("x", local));
    probes.put("write LocalDate", stored("dt", local.toLocalDate()));
    probes.put("write LocalTime", stored("tm", local.toLocalTime()));
    probes.put(
        "write OffsetDateTime", stored("tz", OffsetDateTime.parse("2024-05-06T13:14:15+02:00")));
    probes.put("write Instant", stored("tz", Instant.EPOCH));
    probes.put("write ZonedDateTime", stored("tz", local.atZone(ZoneId.of("UTC"))));
    probes.put("write java.util.Date", stored("tz", new java.util.Date(0)));
    probes.put("write Timestamp to timestamptz", stored("tz", timestamp));
    probes.put(
        "setTimestamp with calendar",
        stored("ts", s -> s.setTimestamp(1, timestamp, in("Asia/Tokyo"))));
    probes.put(
        "setTimestamp with calendar to timestamptz",
        stored("tz", s -> s.setTimestamp(1, timestamp, in("Asia/Tokyo"))));
    probes.put(
        "setDate with calendar", stored("dt", s -> s.setDate(1, new Date(0), in("Asia/Tokyo"))));
    probes.put(
        "setTime with calendar", stored("tm", s -> s.setTime(1, new Time(0), in("Asia/Tokyo"))));
    probes.put(
        "setObject(text, TIMESTAMP)",
        stored("ts", s -> s.setObject(1, "2024-01-02 03:04:05", Types.TIMESTAMP)));
    probes.put(
        "setObject(LocalDate, DATE)",
        stored("dt", s -> s.setObject(1, LocalDate.of(2020, 2, 29), Types.DATE)));
    probes.put(
        "setObject(OffsetDateTime, TIMESTAMP_WITH_TIMEZONE)",
        stored(
            "tz",
            s ->
                s.setObject(
                    1,
                    OffsetDateTime.parse("2024-05-06T13:14:15Z"),
                    Types.TIMESTAMP_WITH_TIMEZONE)));
    probes.put(
        "setObject(text, TIMESTAMP_WITH_TIMEZONE)",
        stored("tz", s -> s.setObject(1, "2024-05-06 13:14:15", Types.TIMESTAMP_WITH_TIMEZONE)));
    probes.put("setString to timestamptz", stored("tz", s -> s.setString(1, "2024-01-01")));
    probes.put(
        "setObject(text, OTHER) to timestamptz",
        stored("tz", s -> s.setObject(1, "2024-01-01", Types.OTHER)));
  }

  private static void addInfinity(Map<String, Probes.Probe> probes) {
    probes.put("write LocalDate.MAX", stored("dt", LocalDate.MAX));
    probes.put("write OffsetDateTime.MIN", stored("tz", OffsetDateTime.MIN));
    probes.put(
        "read infinity as Timestamp",
        ReadProbes.query("SELECT timestamp 'infinity'", row -> row.getTimestamp(1).getTime()));
    probes.put(
        "read infinity as LocalDate",
        ReadProbes.query("SELECT date '-infinity'", row -> row.getObject(1, LocalDate.class)));
  }
}
