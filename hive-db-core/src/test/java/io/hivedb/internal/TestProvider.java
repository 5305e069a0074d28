// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.util.Set;

/** A provider that is chosen, or not, but never started. */
record TestProvider(
    String id, int order, int spiLevel, Set<Capability> capabilities, Readiness readiness)
    implements BackendProvider {

  static TestProvider ready(String id, int order, Capability... capabilities) {
    return new TestProvider(id, order, SPI_LEVEL, Set.of(capabilities), Readiness.ready());
  }

  static TestProvider missing(String id, int order, String what, String remedy) {
    return new TestProvider(id, order, SPI_LEVEL, Set.of(), Readiness.missing(what, remedy));
  }

  @Override
  public Set<String> aliases() {
    return Set.of(id + "-alias");
  }

  @Override
  public String artifact() {
    return "org.example:" + id;
  }

  @Override
  public boolean accepts(DatabaseUrl url) {
    return url.scheme().equals(id);
  }

  @Override
  public Readiness readiness(Settings settings) {
    return readiness;
  }

  @Override
  public BackendServer start(ServerSettings settings) {
    throw new UnsupportedOperationException("never started");
  }
}
