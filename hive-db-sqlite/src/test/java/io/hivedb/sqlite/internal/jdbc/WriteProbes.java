// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Giving parameters. */
final class WriteProbes {

  private WriteProbes() {}

  private static Probes.Probe stored(String column, TemporalProbes.Set set) {
    return connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE t SET " + column + " = ? WHERE id = 1")) {
        set.on(update);
        update.executeUpdate();
      }
      try (ResultSet rows =
          connection
              .createStatement()
              .executeQuery("SELECT " + column + "::text FROM t WHERE id = 1")) {
        rows.next();
        return rows.getString(1);
      }
    };
  }

  /** Runs a query with one parameter and gives its first value. */
  static Probes.Probe asked(String sql, TemporalProbes.Set set) {
    return connection -> {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        set.on(query);
        try (ResultSet rows = query.executeQuery()) {
          return rows.next() ? rows.getObject(1) : "no row";
        }
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    addSetters(probes);
    addObjects(probes);
    addTypes(probes);
    addArrays(probes);
    addMistakes(probes);
    addInference(probes);
  }

  private static void addSetters(Map<String, Probes.Probe> probes) {
    probes.put("setInt", stored("i", s -> s.setInt(1, -5)));
    probes.put("setInt to bigint", stored("l", s -> s.setInt(1, 5)));
    probes.put("setInt to text", stored("x", s -> s.setInt(1, 5)));
    probes.put("setLong to int", stored("i", s -> s.setLong(1, 5)));
    probes.put("setLong too large for int", stored("i", s -> s.setLong(1, 3_000_000_000L)));
    probes.put("setShort", stored("s", s -> s.setShort(1, (short) 9)));
    probes.put("setByte", stored("s", s -> s.setByte(1, (byte) 9)));
    probes.put("setDouble", stored("d", s -> s.setDouble(1, 0.1)));
    probes.put("setFloat", stored("r", s -> s.setFloat(1, 0.1f)));
    probes.put("setDouble NaN", stored("d", s -> s.setDouble(1, Double.NaN)));
    probes.put("setBigDecimal", stored("n", s -> s.setBigDecimal(1, new BigDecimal("1.50"))));
    probes.put("setBoolean", stored("b", s -> s.setBoolean(1, false)));
    probes.put("setString", stored("x", s -> s.setString(1, "O'Brien \"é\" \uD83D\uDE00")));
    probes.put("setString too long", stored("v", s -> s.setString(1, "01234567890")));
    probes.put("setString with NUL", stored("x", s -> s.setString(1, "a\0b")));
    probes.put("setString to int", stored("i", s -> s.setString(1, "5")));
    probes.put("setString to boolean", stored("b", s -> s.setString(1, "true")));
    probes.put("setString to uuid", stored("u", s -> s.setString(1, new UUID(1, 2).toString())));
    probes.put("setString to jsonb", stored("j", s -> s.setString(1, "{}")));
    probes.put("setBoolean to int", stored("i", s -> s.setBoolean(1, true)));
    probes.put("setInt to boolean", stored("b", s -> s.setInt(1, 1)));
    probes.put("setBytes", stored("by", s -> s.setBytes(1, new byte[] {0, -1})));
    probes.put("setBytes empty", stored("by", s -> s.setBytes(1, new byte[0])));
    probes.put(
        "setBinaryStream",
        stored("by", s -> s.setBinaryStream(1, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2)));
    probes.put(
        "setCharacterStream",
        stored("x", s -> s.setCharacterStream(1, new StringReader("héllo"), 3)));
    probes.put("setNull typed", stored("i", s -> s.setNull(1, Types.INTEGER)));
    probes.put("setNull OTHER", stored("j", s -> s.setNull(1, Types.OTHER)));
    probes.put("setNull VARCHAR to int", stored("i", s -> s.setNull(1, Types.VARCHAR)));
    probes.put("setNull NULL", stored("ts", s -> s.setNull(1, Types.NULL)));
    probes.put("setNull unknown type", stored("i", s -> s.setNull(1, 12345)));
  }

  private static void addObjects(Map<String, Probes.Probe> probes) {
    probes.put("setObject Integer", stored("i", s -> s.setObject(1, 12)));
    probes.put("setObject BigInteger", stored("n", s -> s.setObject(1, BigInteger.TEN)));
    probes.put("setObject Character", stored("x", s -> s.setObject(1, 'q')));
    probes.put("setObject UUID", stored("u", s -> s.setObject(1, new UUID(1, 2))));
    probes.put("setObject UUID to text", stored("x", s -> s.setObject(1, new UUID(1, 2))));
    probes.put("setObject bytes", stored("by", s -> s.setObject(1, new byte[] {7})));
    probes.put("setObject null", stored("x", s -> s.setObject(1, null)));
    probes.put("setObject unknown class", stored("x", s -> s.setObject(1, Thread.currentThread())));
    probes.put("setObject PGobject", stored("j", s -> s.setObject(1, json("{\"a\": 1.0}"))));
    probes.put("setObject PGobject null", stored("j", s -> s.setObject(1, json(null))));
    probes.put("setObject PGobject wrong text", stored("j", s -> s.setObject(1, json("{"))));
    probes.put("setObject String to jsonb", stored("j", s -> s.setObject(1, "{}")));
    probes.put(
        "setObject String OTHER to jsonb", stored("j", s -> s.setObject(1, "[1]", Types.OTHER)));
    probes.put(
        "setObject String OTHER to int", stored("i", s -> s.setObject(1, "77", Types.OTHER)));
  }

  private static PGobject json(@Nullable String text) throws Exception {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(text);
    return object;
  }

  private static void addTypes(Map<String, Probes.Probe> probes) {
    probes.put("setObject('12', INTEGER)", stored("i", s -> s.setObject(1, "12", Types.INTEGER)));
    probes.put("setObject('x', INTEGER)", stored("i", s -> s.setObject(1, "x", Types.INTEGER)));
    probes.put("setObject(true, INTEGER)", stored("i", s -> s.setObject(1, true, Types.INTEGER)));
    probes.put("setObject(12, VARCHAR)", stored("x", s -> s.setObject(1, 12, Types.VARCHAR)));
    probes.put("setObject('yes', BOOLEAN)", stored("b", s -> s.setObject(1, "yes", Types.BOOLEAN)));
    probes.put("setObject(2, BOOLEAN)", stored("b", s -> s.setObject(1, 2, Types.BOOLEAN)));
    probes.put(
        "setObject(numeric, scale)",
        stored("n", s -> s.setObject(1, new BigDecimal("1.23456"), Types.NUMERIC, 2)));
    probes.put("setObject JDBCType", stored("l", s -> s.setObject(1, 5, JDBCType.BIGINT)));
    probes.put("setObject(1.5, DOUBLE)", stored("d", s -> s.setObject(1, "1.5", Types.DOUBLE)));
    probes.put(
        "setObject UUID OTHER", stored("u", s -> s.setObject(1, new UUID(3, 4), Types.OTHER)));
    probes.put("setObject STRUCT", stored("i", s -> s.setObject(1, "x", Types.STRUCT)));
  }

  private static Probes.Probe array(String column, String type, @Nullable Object... elements) {
    return stored(column, s -> s.setArray(1, s.getConnection().createArrayOf(type, elements)));
  }

  private static void addArrays(Map<String, Probes.Probe> probes) {
    probes.put("createArrayOf int4", array("ia", "int4", 1, null, 3));
    probes.put("createArrayOf integer", array("ia", "integer", 1));
    probes.put("createArrayOf text", array("ta", "text", "a\"b", "NULL", null, "", "c,d", "\\"));
    probes.put("createArrayOf varchar to text", array("ta", "varchar", "a"));
    probes.put("createArrayOf text to int", array("ia", "text", "1"));
    probes.put("createArrayOf unknown", array("ia", "nope", 1));
    probes.put("setObject int[]", stored("ia", s -> s.setObject(1, new int[] {1, 2})));
    probes.put("setObject Integer[]", stored("ia", s -> s.setObject(1, new Integer[] {1, null})));
    probes.put("setObject String[]", stored("ta", s -> s.setObject(1, new String[] {"x y"})));
    probes.put(
        "= ANY(array)",
        asked(
            "SELECT count(*) FROM t WHERE id = ANY(?)",
            s -> s.setArray(1, s.getConnection().createArrayOf("int4", new Object[] {1, 2, 99}))));
  }

  private static Probes.Probe prepared(String sql, TemporalProbes.Set set) {
    return connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        set.on(statement);
        statement.execute();
        return "executed";
      }
    };
  }

  private static void addMistakes(Map<String, Probes.Probe> probes) {
    probes.put("missing parameter", prepared("SELECT ?::int, ?::int", s -> s.setInt(1, 1)));
    probes.put("index 0", prepared("SELECT ?::int", s -> s.setInt(0, 1)));
    probes.put("index beyond", prepared("SELECT ?::int", s -> s.setInt(2, 1)));
    probes.put("index of no parameter", prepared("SELECT 1", s -> s.setInt(1, 1)));
    probes.put(
        "clearParameters",
        prepared(
            "SELECT ?::int",
            s -> {
              s.setInt(1, 1);
              s.clearParameters();
            }));
    probes.put("execute(sql) on prepared", prepared("SELECT 1", s -> s.execute("SELECT 2")));
    probes.put(
        "executeQuery(sql) on prepared", prepared("SELECT 1", s -> s.executeQuery("SELECT 2")));
    probes.put("addBatch(sql) on prepared", prepared("SELECT 1", s -> s.addBatch("SELECT 2")));
    probes.put("prepare a wrong text", WriteProbes::prepareWrong);
  }

  private static Object prepareWrong(Connection connection) throws Exception {
    try (PreparedStatement wrong = connection.prepareStatement("SELEC 1")) {
      return "prepared " + (wrong != null);
    }
  }

  private static void addInference(Map<String, Probes.Probe> probes) {
    probes.put("question mark in a text", asked("SELECT '?' || ?", s -> s.setString(1, "a")));
    probes.put("?::int", asked("SELECT ?::int", s -> s.setInt(1, 4)));
    probes.put("? + 1", asked("SELECT ? + 1", s -> s.setInt(1, 4)));
    probes.put("coalesce(?, 0)", asked("SELECT coalesce(?, 0)", s -> s.setInt(1, 4)));
    probes.put("? alone, int", asked("SELECT ?", s -> s.setInt(1, 4)));
    probes.put("? alone, text", asked("SELECT ?", s -> s.setString(1, "a")));
    probes.put("limit ?", asked("SELECT id FROM t ORDER BY id LIMIT ?", s -> s.setInt(1, 1)));
    probes.put("x = ? with null", asked("SELECT id FROM t WHERE x = ?", s -> s.setString(1, null)));
    probes.put("i = ? with text", asked("SELECT id FROM t WHERE i = ?", s -> s.setString(1, "42")));
    probes.put(
        "i = ?::int with text",
        asked("SELECT id FROM t WHERE i = ?::int", s -> s.setString(1, "42")));
    probes.put("i IN (?)", asked("SELECT id FROM t WHERE i IN (?)", s -> s.setInt(1, 42)));
    probes.put("x LIKE ?", asked("SELECT id FROM t WHERE x LIKE ?", s -> s.setString(1, "a%")));
    probes.put(
        "?? is an operator", asked("SELECT j ?? ? FROM t WHERE id = 1", s -> s.setString(1, "a")));
  }
}
