// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.ServerSettings;
import io.hivedb.tck.BackendContract;
import java.util.Map;
import java.util.Optional;

class LocalContractIT extends BackendContract {

  @Override
  protected void checkAvailable() {
    TestServers.localHome();
  }

  @Override
  public BackendProvider provider() {
    return new PostgresProvider();
  }

  @Override
  public Map<String, String> settings() {
    return TestServers.local(Map.of());
  }

  @Override
  public Optional<ServerSettings> failingSettings() {
    return Optional.of(TestServers.localServer(Map.of(PostgresProvider.HOME, "no-such-home")));
  }
}
