// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All backends of the class path for one configuration: nothing is started. Immutable. */
public final class BackendRoster {

  private final List<Entry> entries;
  private final Settings settings;

  private BackendRoster(List<Entry> entries, Settings settings) {
    this.entries = List.copyOf(entries);
    this.settings = settings;
  }

  /**
   * Asks each backend whether it could start.
   *
   * @param config the configuration; which backend it names does not count
   * @param parameters a test framework's own parameters by key
   * @return the answers
   * @throws io.hivedb.HiveDbException if there is no backend
   */
  public static BackendRoster of(
      HiveDbConfig config, Function<String, @Nullable String> parameters) {
    ClassLoader loader = ClassLoaders.current();
    List<LayeredSettings.Source> outside = SharedServers.sources(config, parameters, loader);
    Settings settings = LayeredSettings.of(config.values(), outside, config.fallbacks());
    Map<String, String> hidden = new TreeMap<>(config.values());
    hidden.put(HiveDbConfig.URL, "");
    Settings withoutUrl = LayeredSettings.of(hidden, outside, config.fallbacks());
    Optional<DatabaseUrl> url = settings.text(HiveDbConfig.URL).map(DatabaseUrl::parse);
    return new BackendRoster(
        Providers.load(loader).all().stream()
            .map(
                provider -> {
                  boolean takesUrl = url.isEmpty() || provider.accepts(url.get());
                  return entry(
                      provider, config.required(), takesUrl, takesUrl ? settings : withoutUrl);
                })
            .toList(),
        settings);
  }

  private static Entry entry(
      BackendProvider provider, Set<Capability> required, boolean takesUrl, Settings settings) {
    Set<Capability> lacking = BackendSelector.lacking(provider, required);
    if (!lacking.isEmpty()) {
      return new Entry(provider.id(), takesUrl, "it lacks " + lacking);
    }
    Readiness readiness = provider.readiness(settings);
    return new Entry(
        provider.id(),
        takesUrl,
        readiness.isReady() ? "" : readiness.missing() + ". " + readiness.remedy());
  }

  /**
   * All of them.
   *
   * @return the entries, in the order of {@code auto}
   */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * Gives what was looked up.
   *
   * @return the settings of the run
   */
  public Settings settings() {
    return settings;
  }

  /**
   * One backend.
   *
   * @param backend its id
   * @param takesUrl whether a URL that the settings name, if any, is one of its own
   * @param missing why it cannot start, and what to do; empty if it can
   */
  public record Entry(String backend, boolean takesUrl, String missing) {}
}
