// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Setters with types. */
final class SetterProbes {

  private SetterProbes() {}

  /** Sets the one parameter. */
  interface Set {
    void on(PreparedStatement statement) throws SQLException;
  }

  static Probes.Probe asked(String sql, Set set) {
    return c -> {
      try (PreparedStatement statement = c.prepareStatement(sql)) {
        set.on(statement);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getMetaData().getColumnTypeName(1) + " " + row.getString(1);
        }
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    addSetters(probes);
    addOthers(probes);
  }

  private static void addSetters(Map<String, Probes.Probe> probes) {
    probes.put(
        "setObject int as VARCHAR", asked("SELECT ?", s -> s.setObject(1, 5, Types.VARCHAR)));
    probes.put(
        "setObject text as INTEGER", asked("SELECT ?", s -> s.setObject(1, "5", Types.INTEGER)));
    probes.put(
        "setObject wrong text as INTEGER",
        asked("SELECT ?", s -> s.setObject(1, "x", Types.INTEGER)));
    probes.put(
        "setObject long as INTEGER",
        asked("SELECT ?", s -> s.setObject(1, 5_000_000_000L, Types.INTEGER)));
    probes.put(
        "setObject double as INTEGER", asked("SELECT ?", s -> s.setObject(1, 2.9, Types.INTEGER)));
    probes.put(
        "setObject boolean as INTEGER",
        asked("SELECT ?", s -> s.setObject(1, true, Types.INTEGER)));
    probes.put(
        "setObject int as BOOLEAN", asked("SELECT ?", s -> s.setObject(1, 1, Types.BOOLEAN)));
    probes.put(
        "setObject text as BOOLEAN", asked("SELECT ?", s -> s.setObject(1, "yes", Types.BOOLEAN)));
    probes.put("setObject 2 as BOOLEAN", asked("SELECT ?", s -> s.setObject(1, 2, Types.BOOLEAN)));
    probes.put(
        "setObject text as NUMERIC", asked("SELECT ?", s -> s.setObject(1, "1.50", Types.NUMERIC)));
    probes.put(
        "setObject double as NUMERIC", asked("SELECT ?", s -> s.setObject(1, 1.5, Types.NUMERIC)));
    probes.put(
        "setObject BigInteger",
        asked("SELECT ?", s -> s.setObject(1, new BigInteger("12345678901234567890"))));
    probes.put(
        "setObject BigDecimal as BIGINT",
        asked("SELECT ?", s -> s.setObject(1, new BigDecimal("7.9"), Types.BIGINT)));
    probes.put("setObject char", asked("SELECT ?", s -> s.setObject(1, 'c')));
    probes.put("setObject byte", asked("SELECT ?", s -> s.setObject(1, (byte) 3)));
    probes.put(
        "setObject float as DOUBLE", asked("SELECT ?", s -> s.setObject(1, 0.1f, Types.DOUBLE)));
    probes.put("setObject float as REAL", asked("SELECT ?", s -> s.setObject(1, 0.1f, Types.REAL)));
    probes.put(
        "setObject UUID as OTHER",
        asked("SELECT ?::uuid", s -> s.setObject(1, new UUID(1, 2), Types.OTHER)));
    probes.put(
        "setObject UUID as VARCHAR",
        asked("SELECT ?", s -> s.setObject(1, new UUID(1, 2), Types.VARCHAR)));
    probes.put("setObject JDBCType", asked("SELECT ?", s -> s.setObject(1, "5", JDBCType.BIGINT)));
    probes.put("setObject unknown class", asked("SELECT ?", s -> s.setObject(1, new Object())));
    probes.put("setObject null", asked("SELECT ?::int", s -> s.setObject(1, null)));
    probes.put(
        "setObject null as VARCHAR", asked("SELECT ?", s -> s.setObject(1, null, Types.VARCHAR)));
    probes.put("setNull alone", asked("SELECT ?", s -> s.setNull(1, Types.NULL)));
    probes.put("setObject int[]", asked("SELECT ?", s -> s.setObject(1, new int[] {1, 2})));
    probes.put(
        "setObject Integer[]",
        asked("SELECT ?::int[]", s -> s.setObject(1, new Integer[] {1, null})));
    probes.put(
        "setObject String[]", asked("SELECT ?", s -> s.setObject(1, new String[] {"a", "b c"})));
    probes.put(
        "setObject String[] as ARRAY",
        asked("SELECT ?", s -> s.setObject(1, new String[] {"a"}, Types.ARRAY)));
    probes.put("setObject List", asked("SELECT ?", s -> s.setObject(1, List.of(1))));
    probes.put("setObject map", asked("SELECT ?", s -> s.setObject(1, Map.of("a", "b"))));
    probes.put("setString alone", asked("SELECT ?", s -> s.setString(1, "a")));
    probes.put("setString in arithmetic", asked("SELECT ? + 1", s -> s.setString(1, "5")));
    probes.put("setInt in a concatenation", asked("SELECT 'a' || ?", s -> s.setInt(1, 5)));
    probes.put(
        "setInt in LIMIT", asked("SELECT id FROM t ORDER BY id LIMIT ?", s -> s.setInt(1, 1)));
    probes.put(
        "setString in LIMIT",
        asked("SELECT id FROM t ORDER BY id LIMIT ?", s -> s.setString(1, "1")));
    probes.put(
        "setLong in generate_series",
        asked("SELECT * FROM generate_series(1, ?) LIMIT 1", s -> s.setLong(1, 2)));
    probes.put("setInt for numeric", asked("SELECT ? / 2.0", s -> s.setInt(1, 5)));
    probes.put("setDouble in round", asked("SELECT round(?, 1)", s -> s.setDouble(1, 1.25)));
    probes.put("setShort alone", asked("SELECT ?", s -> s.setShort(1, (short) 4)));
    probes.put(
        "setBigDecimal in interval",
        asked("SELECT ? * interval '1 day'", s -> s.setBigDecimal(1, BigDecimal.ONE)));
    probes.put(
        "setString for interval", asked("SELECT ?::interval", s -> s.setString(1, "2 days")));
    probes.put(
        "setString in IN of ints",
        asked("SELECT id FROM t WHERE id IN (?)", s -> s.setString(1, "1")));
    probes.put(
        "setObject OTHER in IN of ints",
        asked("SELECT id FROM t WHERE id IN (?)", s -> s.setObject(1, "1", Types.OTHER)));
    probes.put(
        "setString in LIKE", asked("SELECT x FROM t WHERE x LIKE ?", s -> s.setString(1, "a%")));
    probes.put(
        "setString in coalesce of int",
        asked("SELECT coalesce(i, ?) FROM t", s -> s.setString(1, "1")));
    probes.put("setNString", asked("SELECT ?", s -> s.setNString(1, "n")));
  }

  private static void addOthers(Map<String, Probes.Probe> probes) {
    probes.put("parameter 2 of 1", asked("SELECT ?", s -> s.setInt(2, 1)));
    probes.put("parameter unset", asked("SELECT ?, ?", s -> s.setInt(1, 1)));
    probes.put("question mark operator", asked("SELECT j ?? 'a' FROM t", s -> {}));
    probes.put("question mark in a text", asked("SELECT 'a?b'", s -> {}));
    probes.put(
        "createArrayOf",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "text", "a", null))));
    probes.put(
        "createArrayOf int",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "int4", 1, 2))));
    probes.put(
        "createArrayOf integer",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "integer", 1, 2))));
    probes.put(
        "createArrayOf nothing known",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "nosuch", 1))));
    probes.put(
        "createArrayOf uuid",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "uuid", new UUID(1, 2)))));
    probes.put(
        "createArrayOf numeric",
        asked(
            "SELECT ?",
            s -> s.setArray(1, array(s.getConnection(), "numeric", new BigDecimal("1.50")))));
    probes.put(
        "createArrayOf empty",
        asked("SELECT ?", s -> s.setArray(1, array(s.getConnection(), "bigint"))));
    probes.put(
        "createArrayOf quotes",
        asked(
            "SELECT ?",
            s ->
                s.setArray(
                    1, array(s.getConnection(), "varchar", "a\"b", "c,d", "", "NULL", "\\"))));
  }

  private static java.sql.Array array(
      Connection connection, String type, @Nullable Object... values) throws SQLException {
    return connection.createArrayOf(type, values);
  }
}
