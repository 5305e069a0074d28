// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;

/**
 * Where a database and its forks live.
 *
 * @param provider the backend
 * @param server the server
 * @param lease keeps the server running
 * @param poolSize the most connections of each database
 * @param extensions what each new database begins with
 */
record Home(
    BackendProvider provider,
    BackendServer server,
    Lease lease,
    int poolSize,
    Extensions extensions) {

  static Home of(ServerPlan plan, BackendServer server, Lease lease) {
    return new Home(plan.provider(), server, lease, plan.poolSize(), plan.extensions());
  }

  /** For a fork, which may outlive its origin. */
  Home shared() {
    return new Home(provider, server, lease.share(), poolSize, extensions);
  }
}
