// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Map;

/** A JVM of its own that commits rows to a named file, begins another, and waits to be killed. */
final class NamedFileOwner {

  private NamedFileOwner() {}

  public static void main(String[] args) throws Exception {
    try (BackendServer server = TestServers.start(Map.of(), "jdbc:sqlite:" + args[0], null);
        Connection connection =
            TestServers.dataSource(server.create(DatabaseSpec.named("owner"))).getConnection();
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      TestServers.run(connection, "CREATE TABLE t (id serial PRIMARY KEY, v vector(1))");
      TestServers.run(connection, "INSERT INTO t (v) VALUES ('[1]'), ('[2]')");
      TestServers.run(connection, "INSERT INTO t (v) VALUES ('[3]')");
      connection.setAutoCommit(false);
      TestServers.run(connection, "DELETE FROM t");
      out.write("committed\n".getBytes(StandardCharsets.UTF_8));
      while (System.in.read() >= 0) {
        // The test kills this process.
      }
    }
  }
}
