// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import io.hivedb.tck.BackendContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTests extends BackendContract {

  @TempDir Path directory;

  @Override
  public BackendProvider provider() {
    return new SqliteBackendProvider();
  }

  /** A directory cannot be opened as a file. */
  @Override
  public Optional<ServerSettings> failingSettings() {
    return Optional.of(
        new ServerSettings(
            Settings.of(Map.of()),
            DatabaseUrl.parse("jdbc:sqlite:" + directory),
            null,
            0,
            Duration.ofSeconds(5)));
  }
}
