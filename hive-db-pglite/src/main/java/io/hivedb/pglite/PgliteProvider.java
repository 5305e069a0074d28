// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.Capability;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * PostgreSQL in WebAssembly, in a Node.js process of its own behind a wire-protocol bridge. Found
 * by {@link java.util.ServiceLoader}; not for direct use.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class PgliteProvider implements BackendProvider {

  static final String ID = "pglite";

  /** For {@link java.util.ServiceLoader}. */
  public PgliteProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  @Override
  public int order() {
    return 100;
  }

  @Override
  public String artifact() {
    return "io.hivedb:hive-db-pglite";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.CONCURRENT_TRANSACTIONS,
        Capability.HNSW_INDEX,
        Capability.LISTEN_NOTIFY,
        Capability.STATEMENT_CANCEL,
        Capability.ARRAYS,
        Capability.STORED_PROCEDURES,
        Capability.PERSISTENCE,
        Capability.SNAPSHOTS);
  }

  @Override
  public boolean accepts(DatabaseUrl url) {
    return url.scheme().equals(ID) && !url.isJdbc();
  }

  @Override
  public Readiness readiness(Settings settings) {
    return NodeLookup.find(settings).readiness();
  }

  @Override
  public BackendServer start(ServerSettings settings) {
    return PgliteServer.start(settings);
  }
}
