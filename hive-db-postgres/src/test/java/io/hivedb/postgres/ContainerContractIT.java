// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.ServerSettings;
import io.hivedb.tck.BackendContract;
import java.util.Map;
import java.util.Optional;

class ContainerContractIT extends BackendContract {

  @Override
  protected void checkAvailable() {
    TestServers.requireDocker();
  }

  @Override
  public BackendProvider provider() {
    return new PostgresProvider();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(PostgresProvider.MODE, "container");
  }

  @Override
  public Optional<ServerSettings> failingSettings() {
    return Optional.of(
        TestServers.container(Map.of(PostgresProvider.IMAGE, "hive-db-test/no-such-image:1")));
  }
}
