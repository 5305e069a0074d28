// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.sqlite.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The same code sees the same on this backend as on PostgreSQL through pgjdbc, whose outcomes
 * {@link JdbcProbesRecorder} has recorded. Each probe has a database of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcProbesTests {

  /** What differs on purpose, and why. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          // Refused: numeric is stored without NaN.
          "getObject numeric NaN", "!0A000",
          // pgjdbc gives no SQLState here, the facade always does.
          "unwrap String", "!22023",
          // Of pgjdbc's interfaces only that of connections is there.
          "prepare threshold", "!22023",
          // Refused: nobody asks.
          "best row identifier", "!0A000");

  private final BackendServer server = TestServers.start(Map.of());

  @AfterAll
  void close() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> probes() throws IOException {
    Map<String, String> recorded = RecordedProbes.load();
    return Probes.all().entrySet().stream()
        .map(
            probe ->
                DynamicTest.dynamicTest(
                    probe.getKey(),
                    () -> {
                      String name = probe.getKey();
                      assertThat(outcome(probe.getValue()))
                          .isEqualTo(DIFFERENT.getOrDefault(name, recorded.get(name)));
                    }));
  }

  private String outcome(Probes.Probe probe) throws Exception {
    try (BackendDatabase database = server.create(DatabaseSpec.throwAway("probe"));
        Connection connection = TestServers.dataSource(database).getConnection()) {
      Probes.run(connection, Probes.TABLE);
      return RecordedProbes.oneLine(Probes.outcome(connection, probe));
    }
  }

  @Test
  void everyProbeIsRecordedAndEveryRecordHasAProbe() throws IOException {
    assertThat(List.copyOf(RecordedProbes.load().keySet()))
        .containsExactlyElementsOf(Probes.all().keySet());
    assertThat(Probes.all().keySet()).containsAll(DIFFERENT.keySet());
  }
}
