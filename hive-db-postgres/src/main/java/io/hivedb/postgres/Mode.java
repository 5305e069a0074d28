// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;

/** Where the server comes from. */
enum Mode {
  /** The server that the URL names. */
  URL("url") {
    @Override
    Readiness readiness(Settings settings) {
      return settings.find(HiveDbConfig.URL).isPresent()
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

  /** A PostgreSQL that is installed on this machine. */
  LOCAL("local") {
    @Override
    Readiness readiness(Settings settings) {
      return LocalReadiness.check(settings);
    }

    @Override
    Engine start(ServerSettings settings) {
      return LocalEngine.start(settings);
    }
  },

  /** A container that Testcontainers starts. */
  CONTAINER("container") {
    @Override
    Readiness readiness(Settings settings) {
      return ContainerReadiness.check();
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

  /** What the setting calls it. */
  String word() {
    return word;
  }

  /** Whether a server could come from there, cheaply found out. */
  abstract Readiness readiness(Settings settings);

  /** Brings up a server that answers. */
  abstract Engine start(ServerSettings settings);

  static Mode named(String word) {
    for (Mode mode : values()) {
      if (mode.word.equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
