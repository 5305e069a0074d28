// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server that somebody else runs, named by URL. */
final class ExistingEngine implements Engine {

  private final ServerAddress address;
  private final Optional<Path> programs;

  private ExistingEngine(ServerAddress address, Optional<Path> programs) {
    this.address = address;
    this.programs = programs;
  }

  static ExistingEngine of(ServerSettings settings) {
    DatabaseUrl url =
        settings
            .url()
            .orElseThrow(
                () ->
                    new HiveDbConfigurationException(
                        PostgresProvider.MODE
                            + " is [url], but "
                            + HiveDbConfig.URL
                            + " is not set. Set it, for example to"
                            + " postgresql://user:password@host:5432/db."));
    return new ExistingEngine(
        ServerAddress.parse(url), settings.settings().path(PostgresProvider.HOME));
  }

  @Override
  public ServerAddress address() {
    return address;
  }

  @Override
  public boolean isUsersOwn() {
    return true;
  }

  @Override
  public String description() {
    return "the existing server at [" + address.hosts() + "]";
  }

  @Override
  public PgDump pgDump() {
    return new InstalledPgDump(programs);
  }

  @Override
  public String mode() {
    return "url";
  }

  @Override
  public List<String> recentLog() {
    return List.of();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return description();
  }
}
