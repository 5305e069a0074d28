// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which backend a configuration would use, and what it can do: nothing is started. Immutable. */
public final class BackendPreview {

  private final ServerPlan plan;
  private final Providers providers;

  private BackendPreview(ServerPlan plan, Providers providers) {
    this.plan = plan;
    this.providers = providers;
  }

  /**
   * Chooses as {@link SharedServers} does.
   *
   * @param config the configuration
   * @param parameters a test framework's own parameters by key
   * @return the choice
   * @throws io.hivedb.HiveDbException if no backend can be chosen
   */
  public static BackendPreview of(
      HiveDbConfig config, Function<String, @Nullable String> parameters) {
    ClassLoader loader = ClassLoaders.current();
    return new BackendPreview(
        SharedServers.plan(config, parameters, loader), Providers.load(loader));
  }

  /**
   * Names the backend.
   *
   * @return its id
   */
  public String backend() {
    return plan.provider().id();
  }

  /**
   * Tells whether the backend goes by a name.
   *
   * @param name an id or an alias
   * @return whether it is this backend's
   */
  public boolean isCalled(String name) {
    return backend().equals(name) || plan.provider().aliases().contains(name);
  }

  /**
   * Tells what the backend cannot do.
   *
   * @param required what is wanted
   * @return the part of it that the backend lacks
   */
  public Set<Capability> lacking(Set<Capability> required) {
    return BackendSelector.lacking(plan.provider(), required);
  }

  /**
   * Names the backends that can do something.
   *
   * @param required what is wanted
   * @return ids of those on the class path that have all of it, in the order of {@code auto}
   */
  public List<String> backendsWith(Set<Capability> required) {
    return providers.all().stream()
        .filter(provider -> BackendSelector.lacking(provider, required).isEmpty())
        .map(BackendProvider::id)
        .toList();
  }

  /**
   * Gives what was looked up for the choice.
   *
   * @return the settings of the run
   */
  public Settings settings() {
    return plan.settings();
  }
}
