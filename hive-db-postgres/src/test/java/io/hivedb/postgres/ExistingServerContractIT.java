// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.ServerSettings;
import io.hivedb.tck.BackendContract;
import java.util.Map;
import java.util.Optional;

class ExistingServerContractIT extends BackendContract {

  @Override
  protected void checkAvailable() {
    TestServers.existingUrl();
  }

  @Override
  public BackendProvider provider() {
    return new PostgresProvider();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(HiveDbConfig.URL, TestServers.existingUrl());
  }

  @Override
  public Optional<ServerSettings> failingSettings() {
    return Optional.of(TestServers.byUrl("postgresql://u:p@127.0.0.1:1/db"));
  }
}
