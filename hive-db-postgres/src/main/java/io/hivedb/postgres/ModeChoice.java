// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.util.Optional;

/**
 * Which mode the settings choose, and why. A mode that was named never falls back to another.
 *
 * @param mode the mode
 * @param reason why, as a phrase for the log
 */
record ModeChoice(Mode mode, String reason) {

  private static final String AUTO = "auto";

  static ModeChoice of(Settings settings) {
    return of(settings, settings.find(HiveDbConfig.URL).isPresent());
  }

  static ModeChoice of(Settings settings, boolean hasUrl) {
    Optional<Setting> chosen =
        settings.find(PostgresProvider.MODE).filter(setting -> !setting.value().equals(AUTO));
    return chosen.map(setting -> named(setting, hasUrl)).orElseGet(() -> auto(settings, hasUrl));
  }

  /** Whether a server could come from there; if not, why none of the others was taken either. */
  Readiness readiness(Settings settings) {
    Readiness readiness = mode.readiness(settings);
    boolean isLastOfAuto = mode == Mode.CONTAINER && reason.startsWith(HiveDbConfig.URL);
    return readiness.isReady() || !isLastOfAuto
        ? readiness
        : Readiness.missing(reason + ", and " + readiness.missing(), readiness.remedy());
  }

  private static ModeChoice auto(Settings settings, boolean hasUrl) {
    if (hasUrl) {
      return new ModeChoice(Mode.URL, HiveDbConfig.URL + " is set");
    }
    String noUrl = HiveDbConfig.URL + " is not set, ";
    Readiness local = Mode.LOCAL.readiness(settings);
    return local.isReady()
        ? new ModeChoice(Mode.LOCAL, noUrl + "and this machine has a PostgreSQL with pgvector")
        : new ModeChoice(Mode.CONTAINER, noUrl + local.missing());
  }

  private static ModeChoice named(Setting chosen, boolean hasUrl) {
    Mode mode = chosen.read("one of auto, url, local and container", Mode::named);
    if (mode != Mode.URL && hasUrl) {
      throw new HiveDbConfigurationException(
          PostgresProvider.MODE
              + " = ["
              + mode.word()
              + "] ("
              + chosen.origin()
              + ") and "
              + HiveDbConfig.URL
              + " disagree: the one wants a "
              + (mode == Mode.LOCAL ? "server of this machine's programs" : mode.word())
              + ", the other names a server. Remove one of the two.");
    }
    return new ModeChoice(mode, "named by " + PostgresProvider.MODE + ", " + chosen.origin());
  }
}
