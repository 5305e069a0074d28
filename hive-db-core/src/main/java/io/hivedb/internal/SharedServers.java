// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfig;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.DatabaseSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One server for all databases with the same settings, started at first need. Safe to use from
 * several threads at once.
 */
public final class SharedServers implements AutoCloseable {

  private final Map<ServerPlan.Key, SharedServer> servers = new ConcurrentHashMap<>();
  private final Closer closer = new Closer();
  private final EndOfJvm end = EndOfJvm.closing(closer);

  /**
   * Opens a new database on the server for its settings; nothing is noted of its use.
   *
   * @param config the configuration
   * @param parameters as for {@link #open(HiveDbConfig, Function, List, Watch)}
   * @param steps what prepares the database after the configuration's scripts
   * @return the running database; closing it leaves the server running
   */
  public PreparedDatabase open(
      HiveDbConfig config,
      Function<String, @Nullable String> parameters,
      List<? extends PreparationStep> steps) {
    return open(config, parameters, steps, Watch.NONE);
  }

  /**
   * Opens a new database on the server for its settings.
   *
   * @param config the configuration
   * @param parameters looks up a test framework's own parameters by key, which count as system
   *     properties do, and before them
   * @param steps what prepares the database after the configuration's scripts
   * @param watch takes notes of its use
   * @return the running database; closing it leaves the server running
   */
  public PreparedDatabase open(
      HiveDbConfig config,
      Function<String, @Nullable String> parameters,
      List<? extends PreparationStep> steps,
      Watch watch) {
    ServerPlan plan = plan(config, parameters, ClassLoaders.current());
    Preparation preparation = plan.preparation(config, steps);
    SharedServer shared = server(plan, config, preparation);
    Closer parts = new Closer();
    try {
      // The server outlives all databases: nothing ends with the last of them.
      Home home = Home.of(plan, shared.running(), Lease.of(() -> {}));
      DatabaseSpec spec = DatabaseSpec.throwAway(config.label());
      return RunningDatabase.of(
          home,
          home.templates().open(preparation, spec, home.poolSize()),
          config.label(),
          watch,
          parts);
    } catch (RuntimeException | Error e) {
      parts.closeBecauseOf(e);
      throw e;
    }
  }

  /**
   * Starts the server for the settings, unless it runs or its start has failed already.
   *
   * @param config the configuration
   * @param parameters as for {@link #open(HiveDbConfig, Function, List, Watch)}
   * @param steps what is likely to prepare the first database after the configuration's scripts
   * @throws io.hivedb.HiveDbException if it cannot start; opening will throw it again
   */
  public void warm(
      HiveDbConfig config,
      Function<String, @Nullable String> parameters,
      List<? extends PreparationStep> steps) {
    ServerPlan plan = plan(config, parameters, ClassLoaders.current());
    server(plan, config, plan.preparation(config, steps)).running();
  }

  /** Whoever comes first says what the first database is likely to begin with. */
  private SharedServer server(ServerPlan plan, HiveDbConfig config, Preparation first) {
    return servers.computeIfAbsent(
        plan.key(config), key -> closer.add(new SharedServer(() -> plan.start(first))));
  }

  static ServerPlan plan(
      HiveDbConfig config, Function<String, @Nullable String> parameters, ClassLoader loader) {
    return ServerPlan.of(config, sources(config, parameters, loader), loader);
  }

  static List<LayeredSettings.Source> sources(
      HiveDbConfig config, Function<String, @Nullable String> parameters, ClassLoader loader) {
    if (config.isOutsideIgnored()) {
      return List.of();
    }
    List<LayeredSettings.Source> sources = new ArrayList<>(LayeredSettings.outside(loader));
    sources.add(
        0,
        new LayeredSettings.Source("system property or JUnit configuration parameter", parameters));
    return sources;
  }

  @Override
  public void close() {
    end.close();
    closer.close();
  }
}
