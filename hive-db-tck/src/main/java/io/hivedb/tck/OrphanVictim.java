// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The JVM that {@link OrphanContract} kills: it starts a server and waits. */
final class OrphanVictim {

  static final String READY = "hive-db-tck: ready to be killed";

  /** Standard output, which is how the parent hears of it. */
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private OrphanVictim() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> values = new TreeMap<>();
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      values.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    BackendProvider provider =
        Class.forName(arguments[0])
            .asSubclass(BackendProvider.class)
            .getConstructor()
            .newInstance();
    try (BackendServer server = provider.start(settings(values))) {
      server.create(DatabaseSpec.throwAway("victim"));
      say(READY);
      // Ends with this JVM, one way or another: nobody writes to our standard input.
      while (System.in.read() >= 0) {
        say(READY);
      }
    }
  }

  private static void say(String line) throws IOException {
    OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ServerSettings settings(Map<String, String> values) {
    String url = values.get(HiveDbConfig.URL);
    return new ServerSettings(
        Settings.of(values),
        url == null ? null : DatabaseUrl.parse(url),
        null,
        0,
        Duration.ofSeconds(90));
  }
}
