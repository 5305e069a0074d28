// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Batches. */
final class BatchProbes {

  private BatchProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addBatches(probes);
  }

  private static void addBatches(Map<String, Probes.Probe> probes) {
    probes.put(
        "large batch",
        c -> {
          try (PreparedStatement s = c.prepareStatement("UPDATE t SET i = ? WHERE id < ?")) {
            for (int n = 1; n < 4; n++) {
              s.setInt(1, n);
              s.setInt(2, n);
              s.addBatch();
            }
            return s.executeLargeBatch();
          }
        });
    probes.put(
        "a prepared batch that fails",
        TransactionProbes.manual(
            c -> {
              try (PreparedStatement s = c.prepareStatement("INSERT INTO t (id) VALUES (?)")) {
                for (int n : new int[] {50, 51, 50, 52}) {
                  s.setInt(1, n);
                  s.addBatch();
                }
                return s.executeBatch();
              }
            }));
    probes.put(
        "message of a batch that fails",
        c -> {
          try (PreparedStatement s = c.prepareStatement("INSERT INTO t (id) VALUES (?)")) {
            for (int n : new int[] {60, 60}) {
              s.setInt(1, n);
              s.addBatch();
            }
            s.executeBatch();
            return "no error";
          } catch (BatchUpdateException e) {
            return List.of(
                String.valueOf(e.getMessage()).contains(" was aborted: ERROR: duplicate key"),
                String.valueOf(e.getNextException().getMessage()),
                e.getLargeUpdateCounts().length,
                String.valueOf(e.getCause() == null ? null : e.getCause().getClass()));
          }
        });
    probes.put(
        "a batch is empty after it ran",
        c -> {
          try (Statement s = c.createStatement()) {
            s.addBatch("UPDATE t SET i = 1");
            int first = s.executeBatch().length;
            return List.of(first, s.executeBatch().length);
          }
        });
    probes.put(
        "a batch is empty after it failed",
        c -> {
          try (Statement s = c.createStatement()) {
            s.addBatch("UPDATE nope SET i = 1");
            String state = "none";
            try {
              s.executeBatch();
            } catch (SQLException e) {
              state = e.getSQLState();
            }
            return List.of(state, s.executeBatch().length);
          }
        });
    probes.put(
        "parameters stay in a batch",
        c -> {
          try (PreparedStatement s =
              c.prepareStatement("INSERT INTO t (i, x) VALUES (?, ?) RETURNING i, x")) {
            s.setInt(1, 7);
            s.setString(2, "a");
            s.addBatch();
            s.setInt(1, 8);
            s.addBatch();
            s.executeBatch();
            return TransactionProbes.text(c, "SELECT string_agg(i || x, ',' ORDER BY i) FROM t");
          }
        });
    probes.put(
        "batch of DDL and updates",
        c -> {
          try (Statement s = c.createStatement()) {
            s.addBatch("CREATE TABLE zb (a int)");
            s.addBatch("INSERT INTO zb VALUES (1), (2)");
            s.addBatch("DELETE FROM zb WHERE a = 1");
            s.addBatch("DROP TABLE zb");
            return s.executeBatch();
          }
        });
    probes.put(
        "keys of a prepared batch",
        c -> {
          try (PreparedStatement s =
              c.prepareStatement("INSERT INTO t (i) VALUES (?)", new String[] {"id", "i"})) {
            for (int n = 1; n < 4; n++) {
              s.setInt(1, n * 10);
              s.addBatch();
            }
            int[] counts = s.executeBatch();
            return Arrays.toString(counts) + Rendering.of(s.getGeneratedKeys());
          }
        });
  }
}
