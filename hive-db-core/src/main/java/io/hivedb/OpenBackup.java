// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Starts a database of its own with what {@link HiveDb#backup} wrote, or what a failed test left,
 * says how to connect, and waits for a line or the end of its input:
 *
 * <pre>{@code
 * java -cp ... io.hivedb.OpenBackup target/hive-db/failed/com.example.NotesTests/finds
 * }</pre>
 *
 * <p>The backend is chosen by {@code -Dhive.database.backend}. A URL or data directory of the
 * settings does not count: the database is a new one, and nothing of it stays.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class OpenBackup {

  private OpenBackup() {}

  /**
   * Starts it, waits, and ends it.
   *
   * @param arguments the file, or a folder with it under the name {@code dump.sql}
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new HiveDbConfigurationException(
          "Name one backup: a file that HiveDb.backup wrote, or a folder with a [dump.sql].");
    }
    HiveDbConfig config =
        HiveDbConfig.builder()
            .label(arguments[0])
            .restoreFrom(Path.of(arguments[0]))
            .set(HiveDbConfig.URL, "")
            .set(HiveDbConfig.DATA_DIRECTORY, "")
            .build();
    try (HiveDb database = HiveDb.start(config)) {
      tell(database, System.out);
      int ignored = System.in.read();
    }
  }

  /** To whoever sits before it: without user and password nobody could connect. */
  private static void tell(HiveDb database, PrintStream to) {
    to.println("URL:      " + database.jdbcUrl());
    if (!database.username().isEmpty()) {
      to.println("User:     " + database.username());
      to.println("Password: " + database.password());
    }
    to.println("The database runs until you press Enter.");
  }
}
