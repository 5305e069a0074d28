// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.DatabaseSpec;
import java.util.List;

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
      Preparation preparation = plan.preparation(config, List.of());
      Templates templates = plan.start(preparation);
      Home home = Home.of(plan, templates, closer.add(Lease.of(templates::close)));
      DatabaseSpec spec = DatabaseSpec.named(config.label());
      return RunningDatabase.of(
          home,
          templates.once(preparation, spec, home.poolSize()),
          config.label(),
          Watch.NONE,
          closer);
    } catch (RuntimeException | Error e) {
      closer.closeBecauseOf(e);
      throw e;
    }
  }
}
