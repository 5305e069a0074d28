// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.postgres.internal.local.DumpProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * A program of this machine: the server's own, or one of the search path that is new enough.
 *
 * @param home where to look first
 * @param path the search path
 */
record InstalledPgDump(Optional<Path> home, String path) implements PgDump {

  InstalledPgDump(Optional<Path> home) {
    this(home, Objects.requireNonNullElse(System.getenv("PATH"), ""));
  }

  @Override
  public void write(ServerAddress database, Path file) throws IOException {
    DumpProgram program =
        DumpProgram.find(home, path)
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "it needs PostgreSQL's program pg_dump, which is not on the PATH. Install"
                            + " PostgreSQL's client programs, or name their place by "
                            + PostgresProvider.HOME));
    int server = major(database);
    if (program.major() < server) {
      throw new UnsupportedOperationException(
          "["
              + program.program()
              + "] has version ["
              + program.major()
              + "] and cannot read a server of version ["
              + server
              + "]. Install the client programs of PostgreSQL "
              + server
              + ", or name their place by "
              + PostgresProvider.HOME);
    }
    program.write(database.libpqUri(), database.password(), file);
  }

  private static int major(ServerAddress database) throws IOException {
    try (Connection connection = Connections.openForScripts(database)) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw new IOException("the server does not tell its version: " + ServerMessage.of(e), e);
    }
  }
}
