// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.Capability;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the backend: by name, by URL, or the first that is ready. What is chosen never falls
 * back.
 */
final class BackendSelector {

  private static final String AUTO = "auto";

  private final Providers providers;
  private final Settings settings;

  BackendSelector(Providers providers, Settings settings) {
    this.providers = providers;
    this.settings = settings;
  }

  BackendChoice choose(Optional<DatabaseUrl> url, Set<Capability> required) {
    Optional<Setting> named =
        settings
            .find(HiveDbConfig.BACKEND)
            .filter(setting -> !setting.value().equalsIgnoreCase(AUTO));
    if (named.isPresent()) {
      return checked(byName(named.get(), url), required);
    }
    return url.isPresent() ? checked(byUrl(url.get()), required) : automatic(required);
  }

  private BackendChoice byName(Setting named, Optional<DatabaseUrl> url) {
    String id = named.value().toLowerCase(Locale.ROOT);
    BackendProvider provider = providers.find(id).orElseThrow(() -> unknown(named));
    url.filter(given -> !provider.accepts(given))
        .ifPresent(
            given -> {
              throw disagree(named, given);
            });
    return new BackendChoice(
        provider, "chosen by " + HiveDbConfig.BACKEND + " (" + named.origin() + ")");
  }

  private HiveDbConfigurationException unknown(Setting named) {
    String broken =
        providers.problems().isEmpty()
            ? ""
            : " Found, but not usable: " + String.join(" ", providers.problems());
    return new HiveDbConfigurationException(
        "Unknown backend ["
            + named.value()
            + "] in "
            + HiveDbConfig.BACKEND
            + " ("
            + named.origin()
            + "). On the class path are: "
            + providers.ids()
            + ". Correct the name, or add the dependency of the backend that is meant"
            + " (io.hivedb:hive-db-pglite, io.hivedb:hive-db-postgres or io.hivedb:hive-db-sqlite)."
            + broken);
  }

  private HiveDbConfigurationException disagree(Setting named, DatabaseUrl url) {
    String origin = settings.find(HiveDbConfig.URL).map(Setting::origin).orElse("configuration");
    return new HiveDbConfigurationException(
        HiveDbConfig.BACKEND
            + " = ["
            + named.value()
            + "] ("
            + named.origin()
            + ") and "
            + HiveDbConfig.URL
            + " = ["
            + url
            + "] ("
            + origin
            + ") disagree. Remove one of the two, or make the URL one of that backend.");
  }

  private BackendChoice byUrl(DatabaseUrl url) {
    return providers.all().stream()
        .filter(provider -> provider.accepts(url))
        .findFirst()
        .map(provider -> new BackendChoice(provider, "chosen by " + HiveDbConfig.URL))
        .orElseThrow(
            () ->
                new HiveDbConfigurationException(
                    "No backend on the class path understands "
                        + HiveDbConfig.URL
                        + " = ["
                        + url
                        + "]. There are: "
                        + providers.ids()
                        + ". Correct the scheme ["
                        + url.scheme()
                        + "], or add the dependency of its backend."));
  }

  private BackendChoice checked(BackendChoice choice, Set<Capability> required) {
    BackendProvider provider = choice.provider();
    Set<Capability> lacking = lacking(provider, required);
    if (!lacking.isEmpty()) {
      throw new BackendNotAvailableException(
          "The backend [" + provider.id() + "] lacks " + lacking + ". " + whoHas(required));
    }
    Readiness readiness = provider.readiness(settings);
    if (!readiness.isReady()) {
      throw new BackendNotAvailableException(
          "The backend ["
              + provider.id()
              + "] cannot start: "
              + readiness.missing()
              + ". "
              + readiness.remedy());
    }
    return choice;
  }

  private String whoHas(Set<Capability> required) {
    List<String> able =
        providers.all().stream()
            .filter(provider -> lacking(provider, required).isEmpty())
            .map(BackendProvider::id)
            .toList();
    return able.isEmpty()
        ? "No backend on the class path has all of " + required + "."
        : "Choose one that has it: " + HiveDbConfig.BACKEND + "=" + String.join(" or ", able) + ".";
  }

  static Set<Capability> lacking(BackendProvider provider, Set<Capability> required) {
    Set<Capability> lacking = EnumSet.noneOf(Capability.class);
    required.stream()
        .filter(capability -> !provider.capabilities().contains(capability))
        .forEach(lacking::add);
    return lacking;
  }

  private BackendChoice automatic(Set<Capability> required) {
    List<String> passedOver = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    for (BackendProvider provider : providers.all()) {
      Set<Capability> lacking = lacking(provider, required);
      if (!lacking.isEmpty()) {
        passedOver.add(provider.id() + ": lacks " + lacking);
        continue;
      }
      Readiness readiness = provider.readiness(settings);
      if (readiness.isReady()) {
        return new BackendChoice(provider, reason(passedOver));
      }
      passedOver.add(provider.id() + ": " + readiness.missing());
      remedies.add(provider.id() + ": " + readiness.remedy());
    }
    throw new BackendNotAvailableException(
        "No backend can start here. "
            + String.join("; ", passedOver)
            + ". Make one ready. "
            + String.join(" ", remedies));
  }

  private static String reason(List<String> passedOver) {
    String rule = "chosen by auto as the first that is ready";
    return passedOver.isEmpty() ? rule : rule + " (" + String.join("; ", passedOver) + ")";
  }
}
