// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;

/**
 * The JVM that {@link DirectoryIT} and {@link KillIT} kill: it commits rows after those that are
 * there, and prints each that is committed.
 */
final class DirectoryVictim {

  private DirectoryVictim() {}

  static Process start(Path directory, Path output) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, DirectoryVictim.class.getName(), directory.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    try (PgliteServer server = TestServers.directory(Path.of(arguments[0]));
        BackendDatabase database = server.create(DatabaseSpec.named("victim"));
        Connection connection = connect(database);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      run(connection, "create table if not exists acknowledged (n bigint primary key)");
      long last = Long.parseLong(ask(connection, "select coalesce(max(n), 0) from acknowledged"));
      try (PreparedStatement insert =
          connection.prepareStatement("insert into acknowledged values (?)")) {
        for (long n = last + 1; ; n++) {
          insert.setLong(1, n);
          insert.executeUpdate();
          out.write((n + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }
}
