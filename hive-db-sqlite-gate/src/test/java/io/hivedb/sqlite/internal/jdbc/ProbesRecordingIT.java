// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.tck.Requirement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The outcomes of the JDBC probes are still what pgjdbc gives on a PostgreSQL, here PGlite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbesRecordingIT {

  /** What PGlite cannot do, or says of itself; these were recorded on a native server. */
  private static final Set<String> NATIVE_ONLY = Set.of();

  private HiveDb db;

  @BeforeAll
  void start() {
    boolean node = System.getenv("PATH") != null;
    Requirement.check("sqlite", node, "there is no PATH to find Node.js on");
    db = HiveDb.start(config -> config.backend("pglite").ignoreOutsideSettings());
  }

  @AfterAll
  void close() {
    db.close();
  }

  @TestFactory
  Stream<DynamicTest> probes() throws IOException {
    Map<String, String> recorded = RecordedProbes.load();
    return Probes.all().entrySet().stream()
        .filter(probe -> !NATIVE_ONLY.contains(probe.getKey()))
        .map(
            probe ->
                DynamicTest.dynamicTest(
                    probe.getKey(),
                    () ->
                        assertThat(outcome(probe.getValue()))
                            .isEqualTo(recorded.get(probe.getKey()))));
  }

  private String outcome(Probes.Probe probe) throws SQLException {
    try (Connection connection = connect()) {
      Probes.run(connection, Probes.EMPTY);
      Probes.run(connection, Probes.TABLE);
      return RecordedProbes.oneLine(Probes.outcome(connection, probe));
    }
  }

  /** A connection of its own for each, past the pool, whose state the probes may spoil. */
  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(db.properties());
    properties.setProperty("user", db.username());
    properties.setProperty("password", db.password());
    return DriverManager.getConnection(db.jdbcUrl(), properties);
  }
}
