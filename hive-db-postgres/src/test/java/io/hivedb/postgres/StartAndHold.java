// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbException;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM of its own does: starts a server, creates databases, writes the JDBC URL of the last
 * (or the message of the failure) into the file given, and stays until its standard input ends.
 */
final class StartAndHold {

  private StartAndHold() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    String url = System.getenv().getOrDefault("HELD_URL", "");
    ServerSettings settings = url.isEmpty() ? settings() : TestServers.byUrl(url);
    int databases = Integer.parseInt(System.getenv().getOrDefault("HELD_DATABASES", "1"));
    try (BackendServer server = TestServers.start(settings)) {
      String created = "";
      for (int i = 0; i < databases; i++) {
        ConnectionInfo info = server.create(DatabaseSpec.throwAway("held")).connection();
        TestServers.ask(info, System.getenv().getOrDefault("HELD_SQL", "SELECT 1"));
        created = info.jdbcUrl();
      }
      answer(Path.of(arguments[0]), created);
      System.in.read();
    } catch (HiveDbException e) {
      answer(Path.of(arguments[0]), String.valueOf(e.getMessage()));
    }
  }

  /** Lines of key=value; the data directory is none that a provider looks up itself. */
  private static ServerSettings settings() {
    Map<String, String> values = new HashMap<>();
    System.getenv()
        .getOrDefault("HELD_SETTINGS", PostgresProvider.MODE + "=container")
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(setting -> values.put(setting[0], setting[1]));
    String data = values.get(HiveDbConfig.DATA_DIRECTORY);
    String url = values.get(HiveDbConfig.URL);
    return new ServerSettings(
        Settings.of(values),
        url == null ? null : DatabaseUrl.parse(url),
        data == null ? null : Path.of(data),
        0,
        Duration.ofSeconds(60));
  }

  /** Moved into place whole: the file is watched for. */
  private static void answer(Path file, String text) throws IOException {
    Path part = Path.of(file + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
