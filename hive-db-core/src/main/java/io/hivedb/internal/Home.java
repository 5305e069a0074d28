// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;

/**
 * Where a database and its forks live.
 *
 * @param provider the backend
 * @param templates the server, and what databases begin with
 * @param lease keeps the server running
 * @param poolSize the most connections of each database
 */
record Home(BackendProvider provider, Templates templates, Lease lease, int poolSize) {

  static Home of(ServerPlan plan, Templates templates, Lease lease) {
    return new Home(plan.provider(), templates, lease, plan.poolSize());
  }

  BackendServer server() {
    return templates.server();
  }

  /** For a fork, which may outlive its origin. */
  Home shared() {
    return new Home(provider, templates, lease.share(), poolSize);
  }
}
