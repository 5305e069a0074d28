// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfig;
import io.hivedb.internal.template.TemplateStore;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Which provider starts a server with which settings: everything decided, nothing started. */
final class ServerPlan {

  private static final Pattern NO_PLACE = Pattern.compile(":?memory:?|//[^/.].*");

  private final BackendChoice choice;
  private final Settings settings;
  private final ServerSettings serverSettings;
  private final ClassLoader loader;

  private ServerPlan(
      BackendChoice choice, Settings settings, ServerSettings serverSettings, ClassLoader loader) {
    this.choice = choice;
    this.settings = settings;
    this.serverSettings = serverSettings;
    this.loader = loader;
  }

  static ServerPlan of(HiveDbConfig config, ClassLoader loader) {
    return of(
        config, config.isOutsideIgnored() ? List.of() : LayeredSettings.outside(loader), loader);
  }

  static ServerPlan of(
      HiveDbConfig config, List<LayeredSettings.Source> outside, ClassLoader loader) {
    Settings settings = LayeredSettings.of(config.values(), outside, config.fallbacks());
    Optional<DatabaseUrl> url = settings.text(HiveDbConfig.URL).map(DatabaseUrl::parse);
    BackendChoice choice =
        new BackendSelector(Providers.load(loader), settings).choose(url, config.required());
    ServerSettings serverSettings =
        new ServerSettings(
            settings,
            url.orElse(null),
            settings.path(HiveDbConfig.DATA_DIRECTORY).map(Path::toAbsolutePath).orElse(null),
            settings.number(HiveDbConfig.PORT, 0, 65_535).orElse(0),
            settings
                .duration(HiveDbConfig.START_TIMEOUT)
                .orElse(HiveDbConfig.DEFAULT_START_TIMEOUT));
    return new ServerPlan(choice, settings, serverSettings, loader);
  }

  /**
   * Starts the server.
   *
   * @param first what the first database is likely to begin with
   */
  Templates start(Preparation first) {
    // Not before: whatever logs is loaded while the provider already loads what it needs.
    LoggerFactory.getLogger("io.hivedb")
        .info("Hive DB uses the backend [{}], {}", provider().id(), choice.reason());
    // Not before either: a logger that is asked for while SLF4J begins is a substitute.
    PoolLoading.begin();
    TemplateStore store = TemplateStore.of(settings).orElse(null);
    ServerSettings wanted = store == null ? serverSettings : expecting(first, store);
    return new Templates(provider(), provider().start(wanted), store, isOwnPlace());
  }

  private ServerSettings expecting(Preparation first, TemplateStore store) {
    return first.isEmpty() || !first.isReproducible() || isOwnPlace()
        ? serverSettings
        : serverSettings.withFirstState(format -> Templates.find(provider(), store, first, format));
  }

  /** A URL without a host names a file or a directory: {@code ///abs/dir}, {@code //./app.db}. */
  private boolean isOwnPlace() {
    return serverSettings.dataDirectory().isPresent()
        || serverSettings.url().filter(url -> !NO_PLACE.matcher(url.rest()).matches()).isPresent();
  }

  BackendProvider provider() {
    return choice.provider();
  }

  Settings settings() {
    return settings;
  }

  int poolSize() {
    return settings.number(HiveDbConfig.POOL_SIZE, 1, 1000).orElse(HiveDbConfig.DEFAULT_POOL_SIZE);
  }

  /** Extensions first, then the scripts, then what else there is. */
  Preparation preparation(HiveDbConfig config, List<? extends PreparationStep> further) {
    List<PreparationStep> steps = new ArrayList<>();
    Extensions extensions = Extensions.of(settings);
    if (!extensions.isEmpty()) {
      steps.add(extensions);
    }
    RestoreStep.of(settings).ifPresent(steps::add);
    config.scripts().forEach(name -> steps.add(ScriptStep.of(loader, name)));
    steps.addAll(further);
    return Preparation.of(steps);
  }

  /** Plans with the same key can share a server. */
  Key key(HiveDbConfig config) {
    return new Key(
        provider().id(),
        setting(HiveDbConfig.URL),
        setting(HiveDbConfig.DATA_DIRECTORY),
        serverSettings.port(),
        serverSettings.startTimeout(),
        further(config));
  }

  /** What no other part of the key holds: backend and URL may be named in several ways. */
  private static Map<String, String> further(HiveDbConfig config) {
    Map<String, String> values = new TreeMap<>(config.values());
    values.remove(HiveDbConfig.BACKEND);
    values.remove(HiveDbConfig.URL);
    return values;
  }

  private String setting(String key) {
    return settings.find(key).map(Setting::value).orElse("");
  }

  record Key(
      String backend,
      String url,
      String dataDirectory,
      int port,
      Duration startTimeout,
      Map<String, String> values) {}
}
