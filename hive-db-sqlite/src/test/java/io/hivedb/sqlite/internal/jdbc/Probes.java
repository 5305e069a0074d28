// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What JDBC programs do, each as a small piece of code whose outcome can be compared. */
final class Probes {

  /** A piece of code; what it returns, or throws, is its outcome. */
  @FunctionalInterface
  interface Probe {
    Object run(Connection connection) throws Exception;
  }

  static final String TABLE =
      """
      CREATE TABLE t (
        id serial PRIMARY KEY, i int, l bigint, s smallint, n numeric(30,9), r real,
        d double precision, b boolean, x text, v varchar(10), c char(5), dt date, tm time,
        ts timestamp, tz timestamptz, u uuid, j jsonb, by bytea, ia int[], ta text[]);
      INSERT INTO t (i, l, s, n, r, d, b, x, v, c, dt, tm, ts, tz, u, j, by, ia, ta) VALUES (
        42, 3000000000, 7, 12345678901234567890.123456789, 1.5, 2.25, true, 'abc', 'vee', 'cc',
        '2024-05-06', '13:14:15.123456', '2024-05-06 13:14:15.123456',
        '2024-05-06 13:14:15.123456+00', '123e4567-e89b-12d3-a456-426614174000',
        '{"b": 1.50, "a": [true, null]}', '\\x0001ff', '{1,2,NULL}', '{"a b",c,NULL}');
      INSERT INTO t (x) VALUES (NULL);
      CREATE TABLE k (id uuid PRIMARY KEY, name text NOT NULL UNIQUE, age int CHECK (age > 0),
        parent uuid REFERENCES k (id))
      """;

  /** Empties a PostgreSQL between two probes. */
  static final String EMPTY =
      "DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS shop CASCADE";

  private Probes() {}

  static Map<String, Probe> all() {
    Map<String, Probe> probes = new LinkedHashMap<>();
    ReadProbes.addTo(probes);
    TemporalProbes.addTo(probes);
    WriteProbes.addTo(probes);
    StatementProbes.addTo(probes);
    ResultProbes.addTo(probes);
    KeyProbes.addTo(probes);
    TransactionProbes.addTo(probes);
    ConnectionProbes.addTo(probes);
    MetaDataProbes.addTo(probes);
    ScrollProbes.addTo(probes);
    BatchProbes.addTo(probes);
    DriverProbes.addTo(probes);
    ParameterProbes.addTo(probes);
    ClockProbes.addTo(probes);
    ValueProbes.addTo(probes);
    TimeProbes.addTo(probes);
    SetterProbes.addTo(probes);
    ShapeProbes.addTo(probes);
    SchemaProbes.addTo(probes);
    ChangeProbes.addTo(probes);
    SessionProbes.addTo(probes);
    ClosingProbes.addTo(probes);
    return probes;
  }

  /** Runs a probe on the tables above, which it may change. */
  static String outcome(Connection connection, Probe probe) {
    try {
      return Rendering.of(probe.run(connection));
    } catch (SQLException e) {
      return Rendering.failure(e);
    } catch (Exception e) {
      return "!" + e.getClass().getSimpleName();
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
