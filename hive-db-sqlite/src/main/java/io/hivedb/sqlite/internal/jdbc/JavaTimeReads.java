// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** Reads values as the classes of java.time; each only from the types that pgjdbc allows. */
final class JavaTimeReads {

  private JavaTimeReads() {}

  static LocalDate toLocalDate(Cell cell) throws SQLException {
    if (!cell.isA("date") && !cell.isA("timestamp")) {
      throw cannotConvert(cell, "java.time.LocalDate");
    }
    PgTime parts = TemporalReads.parts(cell, "date");
    if (parts.infinity() != 0) {
      return parts.infinity() > 0 ? LocalDate.MAX : LocalDate.MIN;
    }
    return parts.dateOrEpoch();
  }

  static LocalTime toLocalTime(Cell cell) throws SQLException {
    if (!cell.isA("time")) {
      throw cannotConvert(cell, "java.time.LocalTime");
    }
    PgTime parts = TemporalReads.parts(cell, "time");
    return parts.endOfDay() ? LocalTime.MAX : parts.timeOrMidnight();
  }

  static LocalDateTime toLocalDateTime(Cell cell) throws SQLException {
    if (!cell.isA("timestamp")) {
      throw cannotConvert(cell, "java.time.LocalDateTime");
    }
    PgTime parts = TemporalReads.parts(cell, "timestamp");
    if (parts.infinity() != 0) {
      return parts.infinity() > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
    }
    return LocalDateTime.of(parts.dateOrEpoch(), parts.timeOrMidnight());
  }

  static OffsetTime toOffsetTime(Cell cell) throws SQLException {
    if (!cell.isA("timetz")) {
      throw cannotConvert(cell, "java.time.OffsetTime");
    }
    PgTime parts = TemporalReads.parts(cell, "time");
    return parts.endOfDay() ? OffsetTime.MAX : OffsetTime.of(parts.timeOrMidnight(), zone(parts));
  }

  static OffsetDateTime toOffsetDateTime(Cell cell) throws SQLException {
    if (!cell.isA("timestamptz") && !cell.isA("timestamp") && !cell.isA("timetz")) {
      throw cannotConvert(cell, "java.time.OffsetDateTime");
    }
    PgTime parts = TemporalReads.parts(cell, "timestamp");
    if (parts.infinity() != 0) {
      return parts.infinity() > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
    }
    OffsetDateTime value =
        OffsetDateTime.of(parts.dateOrEpoch(), parts.timeOrMidnight(), zone(parts));
    return cell.isA("timetz") ? value : value.withOffsetSameInstant(ZoneOffset.UTC);
  }

  private static ZoneOffset zone(PgTime parts) {
    ZoneOffset offset = parts.offset();
    return offset == null ? ZoneOffset.UTC : offset;
  }

  private static SQLException cannotConvert(Cell cell, String javaType) {
    return SqlErrors.cannotConvert(cell.type().name(), javaType);
  }
}
