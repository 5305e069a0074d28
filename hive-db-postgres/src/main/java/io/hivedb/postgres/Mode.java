// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.util.Optional;

/** Where the server comes from. */
enum Mode {
  /** The server that the URL names. */
  URL("url") {
    @Override
    Readiness readiness(Settings settings) {
      return hasUrl(settings)
          ? Readiness.ready()
          : Readiness.missing(
              PostgresProvider.MODE + " is [url], but " + HiveDbConfig.URL + " is not set",
              "Set "
                  + HiveDbConfig.URL
                  + "=postgresql://user:password@host:5432/db, or remove "
                  + PostgresProvider.MODE
                  + ".");
    }

    @Override
    Engine start(ServerSettings settings) {
      return ExistingEngine.of(settings);
    }
  },

  /** A container that Testcontainers starts. */
  CONTAINER("container") {
    @Override
    Readiness readiness(Settings settings) {
      return ContainerReadiness.check(settings);
    }

    @Override
    Engine start(ServerSettings settings) {
      return ContainerStart.start(settings);
    }
  };

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** Whether a server could come from there, cheaply found out. */
  abstract Readiness readiness(Settings settings);

  /** Brings up a server that answers. */
  abstract Engine start(ServerSettings settings);

  /** The mode that the settings choose. */
  static Mode of(Settings settings) {
    return of(settings, hasUrl(settings));
  }

  static Mode of(Settings settings, boolean hasUrl) {
    Optional<Setting> chosen = settings.find(PostgresProvider.MODE);
    if (chosen.isEmpty() || chosen.get().value().equals("auto")) {
      return hasUrl ? URL : CONTAINER;
    }
    Mode mode = chosen.get().read("one of auto, url and container", Mode::named);
    if (mode == CONTAINER && hasUrl) {
      throw new HiveDbConfigurationException(
          PostgresProvider.MODE
              + " = [container] ("
              + chosen.get().origin()
              + ") and "
              + HiveDbConfig.URL
              + " disagree: the one wants a container, the other names a server. Remove one of the"
              + " two.");
    }
    return mode;
  }

  private static Mode named(String word) {
    for (Mode mode : values()) {
      if (mode.word.equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static boolean hasUrl(Settings settings) {
    return settings.find(HiveDbConfig.URL).isPresent();
  }
}
