// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Getters that do not fit their column. */
final class ValueProbes {

  private ValueProbes() {}

  /** Reads one row. */
  interface Read {
    Object from(ResultSet row) throws Exception;
  }

  static Probes.Probe row(String sql, Read read) {
    return c -> {
      try (ResultSet row = c.createStatement().executeQuery(sql)) {
        row.next();
        return String.valueOf(Rendering.of(read.from(row)));
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put("getInt of date", row("SELECT dt FROM t", r -> r.getInt(1)));
    probes.put("getInt of numeric with fraction", row("SELECT 1.99", r -> r.getInt(1)));
    probes.put("getInt of 1e3 text", row("SELECT '1e3'", r -> r.getInt(1)));
    probes.put("getLong of float8", row("SELECT 1.9e10::float8", r -> r.getLong(1)));
    probes.put("getLong of text with blanks", row("SELECT ' 7 '", r -> r.getLong(1)));
    probes.put("getBigDecimal of float8", row("SELECT 0.1::float8", r -> r.getBigDecimal(1)));
    probes.put("getBigDecimal of bool", row("SELECT true", r -> r.getBigDecimal(1)));
    probes.put("getDouble of bool", row("SELECT true", r -> r.getDouble(1)));
    probes.put("getFloat of text infinity", row("SELECT 'Infinity'", r -> r.getFloat(1)));
    probes.put("getBoolean of numeric 1.0", row("SELECT 1.0", r -> r.getBoolean(1)));
    probes.put("getBoolean of text off", row("SELECT 'off'", r -> r.getBoolean(1)));
    probes.put("getBoolean of char(1) t", row("SELECT 't'::char(1)", r -> r.getBoolean(1)));
    probes.put("getBoolean of bit 1", row("SELECT B'1'", r -> r.getBoolean(1)));
    probes.put("getString of bool", row("SELECT true", r -> r.getString(1)));
    probes.put("getString of float4", row("SELECT 1e10::real", r -> r.getString(1)));
    probes.put("getString of bytea", row("SELECT by FROM t", r -> r.getString(1)));
    probes.put("getString of char(5)", row("SELECT c FROM t", r -> r.getString(1)));
    probes.put("getNString", row("SELECT x FROM t", r -> r.getNString(1)));
    probes.put("getURL", row("SELECT 'http://a'", r -> r.getURL(1)));
    probes.put("getBytes of uuid", row("SELECT u FROM t", r -> r.getBytes(1)));
    probes.put("getBytes of int", row("SELECT 5", r -> r.getBytes(1)));
    probes.put("getAsciiStream", row("SELECT 'ab'", r -> r.getAsciiStream(1).readAllBytes()));
    probes.put(
        "getObject(LocalDate) of text",
        row("SELECT '2024-01-02'", r -> r.getObject(1, LocalDate.class)));
    probes.put(
        "getObject(BigInteger) of numeric",
        row("SELECT 12.00", r -> r.getObject(1, BigInteger.class)));
    probes.put("getObject(Integer) of text", row("SELECT '5'", r -> r.getObject(1, Integer.class)));
    probes.put("getObject(Boolean) of int", row("SELECT 1", r -> r.getObject(1, Boolean.class)));
    probes.put(
        "getObject(String) of jsonb", row("SELECT j FROM t", r -> r.getObject(1, String.class)));
    probes.put(
        "getObject(Integer[])", row("SELECT ia FROM t", r -> r.getObject(1, Integer[].class)));
    probes.put("getObject with map", row("SELECT 1", r -> r.getObject(1, Map.of())));
    probes.put("getObject of money-like text", row("SELECT '$1'", r -> r.getObject(1)));
    probes.put("getObject of bit(3)", row("SELECT B'101'", r -> r.getObject(1)));
    probes.put("getObject of bit(1)", row("SELECT B'1'::bit(1)", r -> r.getObject(1)));
    probes.put("getObject of varbit", row("SELECT '101'::varbit", r -> r.getObject(1)));
    probes.put("getObject of oid", row("SELECT 5::oid", r -> r.getObject(1)));
    probes.put("getObject of name", row("SELECT 'x'::name", r -> r.getObject(1)));
    probes.put("getObject of \"char\"", row("SELECT 'x'::\"char\"", r -> r.getObject(1)));
    probes.put(
        "getObject of interval",
        row("SELECT interval '1 year 2 days 03:04:05.6'", r -> r.getObject(1)));
    probes.put("getObject of range", row("SELECT int4range(1, 5)", r -> r.getObject(1)));
    probes.put("getObject of row", row("SELECT ROW(1, 'a')", r -> r.getObject(1)));
    probes.put("getObject of void", row("SELECT pg_sleep(0)", r -> r.getObject(1)));
    probes.put("getObject of regclass", row("SELECT 't'::regclass", r -> r.getObject(1)));
    probes.put(
        "getArray of uuid[]",
        row("SELECT ARRAY['" + new UUID(1, 2) + "'::uuid]", r -> r.getArray(1)));
    probes.put("getArray of date[]", row("SELECT '{2024-01-01}'::date[]", r -> r.getArray(1)));
    probes.put(
        "getArray of timestamptz[]",
        row("SELECT '{2024-01-01 00:00+00}'::timestamptz[]", r -> r.getArray(1)));
    probes.put("getArray of bytea[]", row("SELECT ARRAY['\\x01'::bytea]", r -> r.getArray(1)));
    probes.put("getArray of varchar[]", row("SELECT '{a,b}'::varchar[]", r -> r.getArray(1)));
    probes.put("getArray of jsonb[]", row("SELECT ARRAY['{}'::jsonb]", r -> r.getArray(1)));
    probes.put("getArray by index map", row("SELECT ia FROM t", r -> r.getArray(1).getArray(1, 1)));
    probes.put("base type of an array", row("SELECT ta FROM t", r -> r.getArray(1).getBaseType()));
  }
}
