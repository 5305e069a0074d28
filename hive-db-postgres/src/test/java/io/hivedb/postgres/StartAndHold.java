// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbException;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * What a JVM of its own does: starts a server, creates a database, writes its JDBC URL (or the
 * message of the failure) into the file given, and stays until its standard input ends.
 */
final class StartAndHold {

  private StartAndHold() {}

  public static void main(String[] arguments) throws IOException {
    String url = System.getenv().getOrDefault("HELD_URL", "");
    ServerSettings settings =
        url.isEmpty() ? TestServers.container(Map.of()) : TestServers.byUrl(url);
    try (BackendServer server = TestServers.start(settings)) {
      String created = server.create(DatabaseSpec.throwAway("held")).connection().jdbcUrl();
      answer(Path.of(arguments[0]), created);
      System.in.read();
    } catch (HiveDbException e) {
      answer(Path.of(arguments[0]), String.valueOf(e.getMessage()));
    }
  }

  /** Moved into place whole: the file is watched for. */
  private static void answer(Path file, String text) throws IOException {
    Path part = Path.of(file + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
