// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reading values out of results. */
final class ReadProbes {

  /** Reads one value. */
  @FunctionalInterface
  interface Read {
    Object of(ResultSet row) throws Exception;
  }

  private ReadProbes() {}

  /** A probe that reads from the row with values. */
  static Probes.Probe first(Read read) {
    return query("SELECT * FROM t WHERE id = 1", read);
  }

  static Probes.Probe query(String sql, Read read) {
    return connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return read.of(rows);
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    for (String column :
        List.of(
            "i", "l", "s", "n", "r", "d", "b", "x", "v", "c", "dt", "tm", "ts", "u", "j", "by")) {
      probes.put("getObject " + column, first(row -> row.getObject(column)));
      probes.put("getString " + column, first(row -> row.getString(column)));
    }
    for (String column : List.of("i", "b", "x", "ts", "ia")) {
      probes.put(
          "null " + column,
          query(
              "SELECT * FROM t WHERE id = 2",
              row -> List.of(String.valueOf(row.getObject(column)), row.wasNull())));
    }
    addNumbers(probes);
    addClasses(probes);
    addExpressions(probes);
    addArrays(probes);
    addAccess(probes);
  }

  private static void addNumbers(Map<String, Probes.Probe> probes) {
    probes.put("getInt int", first(row -> row.getInt("i")));
    probes.put("getInt bigint too large", first(row -> row.getInt("l")));
    probes.put("getInt text", first(row -> row.getInt("x")));
    probes.put("getInt boolean", first(row -> row.getInt("b")));
    probes.put("getInt double", first(row -> row.getInt("d")));
    probes.put("getInt null", query("SELECT NULL::int AS z", row -> row.getInt(1)));
    probes.put("getInt numeric text", query("SELECT ' 12 '::text", row -> row.getInt(1)));
    probes.put("getShort too large", query("SELECT 70000", row -> row.getShort(1)));
    probes.put("getByte too large", query("SELECT 300", row -> row.getByte(1)));
    probes.put("getLong numeric", query("SELECT 12.9::numeric", row -> row.getLong(1)));
    probes.put("getLong too large", query("SELECT 1e30::numeric", row -> row.getLong(1)));
    probes.put("getDouble numeric", first(row -> row.getDouble("n")));
    probes.put("getDouble text", first(row -> row.getDouble("x")));
    probes.put("getFloat double", first(row -> row.getFloat("d")));
    probes.put("getBigDecimal numeric", first(row -> row.getBigDecimal("n")));
    probes.put("getBigDecimal int", first(row -> row.getBigDecimal("i")));
    probes.put("getBigDecimal text", first(row -> row.getBigDecimal("x")));
    probes.put("getBoolean true", first(row -> row.getBoolean("b")));
    probes.put("getBoolean int 1", query("SELECT 1", row -> row.getBoolean(1)));
    probes.put("getBoolean int 2", query("SELECT 2", row -> row.getBoolean(1)));
    probes.put("getBoolean text yes", query("SELECT 'yes'::text", row -> row.getBoolean(1)));
    probes.put("getBoolean text abc", first(row -> row.getBoolean("x")));
    probes.put("getObject numeric NaN", query("SELECT 'NaN'::numeric", row -> row.getObject(1)));
    probes.put("getObject float NaN", query("SELECT 'NaN'::float8", row -> row.getObject(1)));
    probes.put(
        "getObject float infinity", query("SELECT '-infinity'::float8", row -> row.getObject(1)));
    probes.put("getObject numeric trailing zeros", query("SELECT 1.500", row -> row.getObject(1)));
  }

  private static void addClasses(Map<String, Probes.Probe> probes) {
    probes.put("getObject(Integer)", first(row -> row.getObject("i", Integer.class)));
    probes.put("getObject(Integer) of smallint", first(row -> row.getObject("s", Integer.class)));
    probes.put("getObject(Integer) of bigint", first(row -> row.getObject("l", Integer.class)));
    probes.put("getObject(Long)", first(row -> row.getObject("l", Long.class)));
    probes.put("getObject(Long) of int", first(row -> row.getObject("i", Long.class)));
    probes.put("getObject(Short)", first(row -> row.getObject("s", Short.class)));
    probes.put("getObject(BigInteger)", first(row -> row.getObject("l", BigInteger.class)));
    probes.put("getObject(BigDecimal)", first(row -> row.getObject("n", BigDecimal.class)));
    probes.put("getObject(BigDecimal) of int", first(row -> row.getObject("i", BigDecimal.class)));
    probes.put("getObject(Double)", first(row -> row.getObject("d", Double.class)));
    probes.put("getObject(Float)", first(row -> row.getObject("r", Float.class)));
    probes.put("getObject(Boolean)", first(row -> row.getObject("b", Boolean.class)));
    probes.put("getObject(String)", first(row -> row.getObject("x", String.class)));
    probes.put("getObject(String) of int", first(row -> row.getObject("i", String.class)));
    probes.put("getObject(UUID)", first(row -> row.getObject("u", UUID.class)));
    probes.put("getObject(byte[])", first(row -> row.getObject("by", byte[].class)));
    probes.put("getObject(Object)", first(row -> row.getObject("i", Object.class)));
    probes.put("getObject(Thread)", first(row -> row.getObject("i", Thread.class)));
    probes.put("getBytes bytea", first(row -> row.getBytes("by")));
    probes.put("getBytes text", first(row -> row.getBytes("x")));
    probes.put("getBinaryStream", first(row -> row.getBinaryStream("by").readAllBytes()));
    probes.put("getCharacterStream", first(row -> (char) row.getCharacterStream("x").read()));
    probes.put("getBytes empty", query("SELECT ''::bytea", row -> row.getBytes(1)));
  }

  private static void addExpressions(Map<String, Probes.Probe> probes) {
    for (String expression :
        List.of("count(*)", "sum(i)", "sum(l)", "avg(i)", "max(s)", "min(x)", "sum(d)", "avg(r)")) {
      probes.put(
          "class of " + expression,
          query("SELECT " + expression + " FROM t", row -> row.getObject(1)));
    }
    for (String expression :
        List.of("1", "3000000000", "1.5", "'a'", "true", "1 = 1", "length('abc')", "1::bigint")) {
      probes.put("class of " + expression, query("SELECT " + expression, row -> row.getObject(1)));
    }
  }

  private static void addArrays(Map<String, Probes.Probe> probes) {
    probes.put("getArray int", first(row -> row.getArray("ia")));
    probes.put("getArray text", first(row -> row.getArray("ta")));
    probes.put("getObject array", first(row -> row.getObject("ia")));
    probes.put("getString array", first(row -> row.getString("ta")));
    probes.put("getArray of text column", first(row -> row.getArray("x").getArray()));
    probes.put("array slice", first(row -> row.getArray("ia").getArray(2, 1)));
    probes.put("array slice out of range", first(row -> row.getArray("ia").getArray(2, 5)));
    probes.put("array result set", first(row -> row.getArray("ia").getResultSet()));
    probes.put("empty array", query("SELECT '{}'::int[]", row -> row.getArray(1)));
    probes.put("bool array", query("SELECT '{t,f}'::bool[]", row -> row.getArray(1)));
    probes.put("numeric array", query("SELECT '{1.50,2}'::numeric[]", row -> row.getArray(1)));
    probes.put("bigint array", query("SELECT '{1,2}'::bigint[]", row -> row.getArray(1)));
    probes.put("smallint array", query("SELECT '{1,2}'::smallint[]", row -> row.getArray(1)));
    probes.put("float8 array", query("SELECT '{1.5,NaN}'::float8[]", row -> row.getArray(1)));
  }

  private static void addAccess(Map<String, Probes.Probe> probes) {
    probes.put("column 0", first(row -> row.getInt(0)));
    probes.put("column beyond", first(row -> row.getInt(99)));
    probes.put("label upper case", first(row -> row.getInt("I")));
    probes.put("label unknown", first(row -> row.getInt("nope")));
    probes.put("label mixed", query("SELECT 1 AS \"MiXed\"", row -> row.getInt("MiXed")));
    probes.put("label mixed, lower", query("SELECT 1 AS \"MiXed\"", row -> row.getInt("mixed")));
    probes.put("label twice", query("SELECT 1 AS a, 2 AS a", row -> row.getInt("a")));
    probes.put(
        "before the first row",
        connection -> connection.createStatement().executeQuery("SELECT 1").getInt(1));
    probes.put(
        "after the last row",
        query(
            "SELECT 1",
            row -> {
              row.next();
              return row.getInt(1);
            }));
    probes.put(
        "closed result",
        query(
            "SELECT 1",
            row -> {
              row.close();
              return row.getInt(1);
            }));
    probes.put(
        "wasNull follows the last read",
        query(
            "SELECT 1, NULL::text",
            row -> {
              List<Object> seen = new ArrayList<>();
              seen.add(row.getInt(1));
              seen.add(row.wasNull());
              seen.add(String.valueOf(row.getString(2)));
              seen.add(row.wasNull());
              return seen;
            }));
  }
}
