// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;

/** Starts one database with a server of its own. */
public final class HiveDbStarter {

  private HiveDbStarter() {}

  /**
   * Starts what the configuration says.
   *
   * @param config the configuration
   * @return the running database; closing it stops its server
   */
  public static HiveDb start(HiveDbConfig config) {
    ServerPlan plan = ServerPlan.of(config, ClassLoaders.current());
    Closer closer = new Closer();
    try {
      BackendServer server = plan.start();
      Home home = Home.of(plan, server, closer.add(Lease.of(server::close)));
      DatabaseSpec spec = DatabaseSpec.named(config.label());
      return RunningDatabase.open(home, config, plan.loader(), spec, closer);
    } catch (RuntimeException | Error e) {
      closer.closeBecauseOf(e);
      throw e;
    }
  }
}
