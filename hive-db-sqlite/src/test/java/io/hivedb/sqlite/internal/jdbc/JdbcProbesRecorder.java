// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/**
 * Records what the probes see on a PostgreSQL that may be emptied. Run {@code main} with its JDBC
 * URL and the file to write, in a JVM whose time zone is UTC.
 */
final class JdbcProbesRecorder {

  private JdbcProbesRecorder() {}

  public static void main(String[] args) throws Exception {
    StringBuilder lines =
        new StringBuilder("# What JDBC programs see on PostgreSQL through pgjdbc:")
            .append(" name, tab, outcome. Written by JdbcProbesRecorder.\n");
    for (Map.Entry<String, Probes.Probe> probe : Probes.all().entrySet()) {
      try (Connection connection = DriverManager.getConnection(args[0])) {
        Probes.run(connection, Probes.EMPTY);
        Probes.run(connection, Probes.TABLE);
        String outcome = Probes.outcome(connection, probe.getValue());
        lines.append(probe.getKey()).append('\t');
        lines.append(RecordedProbes.oneLine(outcome)).append('\n');
      }
    }
    Files.writeString(Path.of(args[1]), lines);
  }
}
