// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server, and the prepared states that it keeps, from which databases are made. Safe to use from
 * several threads at once.
 */
final class Templates implements AutoCloseable {

  private final BackendProvider provider;
  private final BackendServer server;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final Closer closer = new Closer();

  Templates(BackendProvider provider, BackendServer server) {
    this.provider = provider;
    this.server = server;
    closer.add(server);
  }

  BackendServer server() {
    return server;
  }

  /** Makes a database for one caller alone, with nothing kept of it. */
  PreparedBackend once(Preparation preparation, DatabaseSpec spec, int poolSize) {
    return new Template(provider, server, preparation).fresh(spec, poolSize);
  }

  /** Makes a database of the template for the preparation, which is made at first need. */
  PreparedBackend open(Preparation preparation, DatabaseSpec spec, int poolSize) {
    if (preparation.isEmpty() || !provider.capabilities().contains(Capability.SNAPSHOTS)) {
      return once(preparation, spec, poolSize);
    }
    String key = preparation.key(provider.id(), server.templateFormat().orElse(""));
    return templates
        .computeIfAbsent(key, unused -> closer.add(new Template(provider, server, preparation)))
        .open(spec, poolSize);
  }

  @Override
  public void close() {
    closer.close();
  }
}
