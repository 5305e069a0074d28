// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;

/** Generated keys. */
final class KeyProbes {

  private static final String INSERT = "INSERT INTO k (id, name) VALUES ";
  private static final String A = "('00000000-0000-0000-0000-00000000000a', 'a')";
  private static final String B = "('00000000-0000-0000-0000-00000000000b', 'b')";

  private KeyProbes() {}

  private static Probes.Probe keys(String sql, String... columns) {
    return connection -> {
      try (PreparedStatement insert = connection.prepareStatement(sql, columns)) {
        insert.executeUpdate();
        return Rendering.of(insert.getGeneratedKeys());
      }
    };
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put("keys by name", keys("INSERT INTO t (i) VALUES (1), (2)", "id"));
    probes.put("keys by two names", keys("INSERT INTO t (i) VALUES (1)", "id", "i"));
    probes.put("keys by upper-case name", keys("INSERT INTO t (i) VALUES (1)", "ID"));
    probes.put("keys by unknown name", keys("INSERT INTO t (i) VALUES (1)", "nope"));
    probes.put("uuid key", keys(INSERT + A, "id"));
    probes.put("keys of UPDATE", keys("UPDATE t SET i = 5 WHERE id = 2", "id", "i"));
    probes.put("keys of DELETE", keys("DELETE FROM t WHERE id = 2", "id"));
    probes.put("keys of SELECT", keys("SELECT 1", "id"));
    probes.put("keys behind a comment", keys("INSERT INTO t (i) VALUES (1) -- done", "id"));
    probes.put("keys of INSERT RETURNING", keys("INSERT INTO t (i) VALUES (1) RETURNING i", "id"));
    probes.put(
        "all keys",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(INSERT + A, Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            return Rendering.of(insert.getGeneratedKeys());
          }
        });
    probes.put(
        "no keys asked",
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT + A)) {
            insert.executeUpdate();
            return Rendering.of(insert.getGeneratedKeys());
          }
        });
    probes.put(
        "keys by column number",
        connection -> connection.prepareStatement(INSERT + A, new int[] {1}));
    probes.put(
        "wrong constant for keys",
        connection -> connection.prepareStatement(INSERT + A, 4711) == null ? "null" : "prepared");
    addOthers(probes);
  }

  private static void addOthers(Map<String, Probes.Probe> probes) {
    probes.put(
        "keys of a statement",
        connection -> {
          try (Statement statement = connection.createStatement()) {
            int count = statement.executeUpdate(INSERT + A + ", " + B, new String[] {"name"});
            try (ResultSet rows = statement.getGeneratedKeys()) {
              return count + " " + Rendering.of(rows);
            }
          }
        });
    probes.put(
        "execute with keys",
        connection -> {
          try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(INSERT + A, Statement.RETURN_GENERATED_KEYS);
            return rows + " " + statement.getUpdateCount();
          }
        });
    probes.put(
        "keys of a batch",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO t (i) VALUES (?)", new String[] {"id", "i"})) {
            for (int i = 7; i < 10; i++) {
              insert.setInt(1, i);
              insert.addBatch();
            }
            String counts = Rendering.of(insert.executeBatch());
            return counts + " " + Rendering.of(insert.getGeneratedKeys());
          }
        });
    probes.put(
        "the class of a key",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO t (i) VALUES (1)", new String[] {"id"})) {
            insert.executeUpdate();
            ResultSet rows = insert.getGeneratedKeys();
            rows.next();
            return rows.getObject(1);
          }
        });
  }
}
