// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;

/** Dates and times by getters and setters that do not fit. */
final class TimeProbes {

  private TimeProbes() {}

  private static final Calendar TOKYO = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));

  @SuppressWarnings("JavaUtilDate") // java.util.Date is what JDBC's callers give.
  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put(
        "getDate of timestamptz",
        ValueProbes.row("SELECT tz FROM t", r -> r.getDate(1).toString()));
    probes.put(
        "getTime of timestamp", ValueProbes.row("SELECT ts FROM t", r -> r.getTime(1).toString()));
    probes.put("getTimestamp of date", ValueProbes.row("SELECT dt FROM t", r -> r.getTimestamp(1)));
    probes.put("getTimestamp of time", ValueProbes.row("SELECT tm FROM t", r -> r.getTimestamp(1)));
    probes.put(
        "getDate with calendar",
        ValueProbes.row("SELECT tz FROM t", r -> r.getDate(1, TOKYO).getTime()));
    probes.put(
        "getTime with calendar",
        ValueProbes.row("SELECT tm FROM t", r -> r.getTime(1, TOKYO).getTime()));
    probes.put(
        "getTime of timestamptz with calendar",
        ValueProbes.row("SELECT tz FROM t", r -> r.getTime(1, TOKYO).getTime()));
    probes.put("getTimestamp of int", ValueProbes.row("SELECT 5", r -> r.getTimestamp(1)));
    probes.put(
        "getObject(Instant)",
        ValueProbes.row("SELECT tz FROM t", r -> r.getObject(1, Instant.class)));
    probes.put(
        "getObject(ZonedDateTime)",
        ValueProbes.row("SELECT tz FROM t", r -> r.getObject(1, ZonedDateTime.class)));
    probes.put(
        "getObject(LocalDateTime) of timestamptz",
        ValueProbes.row("SELECT tz FROM t", r -> r.getObject(1, LocalDateTime.class)));
    probes.put(
        "getObject(LocalDate) of timestamp",
        ValueProbes.row("SELECT ts FROM t", r -> r.getObject(1, LocalDate.class)));
    probes.put(
        "getObject(LocalTime) of timestamp",
        ValueProbes.row("SELECT ts FROM t", r -> r.getObject(1, LocalTime.class)));
    probes.put(
        "getObject(OffsetDateTime) of timestamp",
        ValueProbes.row("SELECT ts FROM t", r -> r.getObject(1, OffsetDateTime.class)));
    probes.put(
        "getObject(OffsetTime) of time",
        ValueProbes.row("SELECT tm FROM t", r -> r.getObject(1, OffsetTime.class)));
    probes.put(
        "getObject(Calendar)",
        ValueProbes.row("SELECT tz FROM t", r -> r.getObject(1, Calendar.class).getTimeInMillis()));
    probes.put(
        "getObject(java.util.Date)",
        ValueProbes.row("SELECT ts FROM t", r -> r.getObject(1, java.util.Date.class)));
    probes.put(
        "getObject(Timestamp) of date",
        ValueProbes.row("SELECT dt FROM t", r -> r.getObject(1, Timestamp.class)));
    probes.put(
        "getObject(Date) of timestamp",
        ValueProbes.row("SELECT ts FROM t", r -> r.getObject(1, Date.class)));
    probes.put(
        "setObject Instant",
        SetterProbes.asked("SELECT ?::timestamptz", s -> s.setObject(1, Instant.ofEpochSecond(5))));
    probes.put(
        "setObject ZonedDateTime",
        SetterProbes.asked(
            "SELECT ?::timestamptz",
            s -> s.setObject(1, ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2)))));
    probes.put(
        "setObject OffsetTime",
        SetterProbes.asked(
            "SELECT ?::text", s -> s.setObject(1, OffsetTime.of(1, 2, 3, 0, ZoneOffset.UTC))));
    probes.put(
        "setObject LocalDate to text",
        SetterProbes.asked("SELECT ?::text", s -> s.setObject(1, LocalDate.of(2024, 1, 2))));
    probes.put(
        "setObject LocalDateTime alone",
        SetterProbes.asked("SELECT ?", s -> s.setObject(1, LocalDateTime.of(2024, 1, 2, 3, 4))));
    probes.put(
        "setObject OffsetDateTime alone",
        SetterProbes.asked(
            "SELECT ?",
            s -> s.setObject(1, OffsetDateTime.of(2024, 1, 2, 3, 4, 0, 0, ZoneOffset.ofHours(1)))));
    probes.put(
        "setTimestamp alone",
        SetterProbes.asked("SELECT ?", s -> s.setTimestamp(1, new Timestamp(0))));
    probes.put(
        "setTimestamp of nanoseconds",
        SetterProbes.asked(
            "SELECT ?::timestamp",
            s -> s.setTimestamp(1, Timestamp.valueOf("2024-01-01 00:00:00.123456789"))));
    probes.put(
        "setDate alone",
        SetterProbes.asked("SELECT ?", s -> s.setDate(1, Date.valueOf("2024-01-02"))));
    probes.put(
        "setTime alone",
        SetterProbes.asked("SELECT ?", s -> s.setTime(1, Time.valueOf("01:02:03"))));
    probes.put(
        "setTime to time",
        SetterProbes.asked("SELECT ?::time", s -> s.setTime(1, Time.valueOf("01:02:03"))));
    probes.put(
        "setDate with calendar",
        SetterProbes.asked("SELECT ?::date", s -> s.setDate(1, new Date(0), TOKYO)));
    probes.put(
        "setObject java.util.Date",
        SetterProbes.asked("SELECT ?::timestamp", s -> s.setObject(1, new java.util.Date(0))));
    probes.put(
        "setObject text as DATE",
        SetterProbes.asked("SELECT ?", s -> s.setObject(1, "2024-01-02", Types.DATE)));
    probes.put(
        "setObject Timestamp as DATE",
        SetterProbes.asked(
            "SELECT ?", s -> s.setObject(1, Timestamp.valueOf("2024-01-02 03:04:05"), Types.DATE)));
    probes.put(
        "setObject LocalDate as TIMESTAMP",
        SetterProbes.asked(
            "SELECT ?", s -> s.setObject(1, LocalDate.of(2024, 1, 2), Types.TIMESTAMP)));
  }
}
