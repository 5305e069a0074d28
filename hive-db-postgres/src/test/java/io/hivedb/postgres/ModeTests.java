// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModeTests {

  private static final String SOME_URL = "postgresql://host/db";

  @Test
  void autoTakesTheUrlIfThereIsOne() {
    assertThat(Mode.of(Settings.of(Map.of()))).isEqualTo(Mode.CONTAINER);
    assertThat(Mode.of(Settings.of(Map.of(HiveDbConfig.URL, SOME_URL)))).isEqualTo(Mode.URL);
    assertThat(Mode.of(Settings.of(Map.of(PostgresProvider.MODE, "auto"))))
        .isEqualTo(Mode.CONTAINER);
  }

  @Test
  void explicitModesAreTaken() {
    assertThat(Mode.of(Settings.of(Map.of(PostgresProvider.MODE, "container"))))
        .isEqualTo(Mode.CONTAINER);
    assertThat(Mode.of(Settings.of(Map.of(PostgresProvider.MODE, "url")))).isEqualTo(Mode.URL);
  }

  @Test
  void urlModeWithoutUrlIsNotReady() {
    Settings settings = Settings.of(Map.of(PostgresProvider.MODE, "url"));

    assertThat(Mode.URL.readiness(settings).missing())
        .isEqualTo("hive.postgres.mode is [url], but hive.database.url is not set");
    assertThat(Mode.URL.readiness(settings).remedy())
        .isEqualTo(
            "Set hive.database.url=postgresql://user:password@host:5432/db, or remove"
                + " hive.postgres.mode.");
  }

  @Test
  void aUrlIsReadyWithoutBeingAsked() {
    assertThat(
            new PostgresProvider()
                .readiness(Settings.of(Map.of(HiveDbConfig.URL, SOME_URL)))
                .isReady())
        .isTrue();
  }

  @Test
  void unknownModeIsAnError() {
    assertThatThrownBy(() -> Mode.of(Settings.of(Map.of(PostgresProvider.MODE, "lokal"))))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The setting hive.postgres.mode = [lokal] (configuration) is not one of auto, url and"
                + " container.");
  }

  @Test
  void containerAndUrlDisagree() {
    Map<String, String> both =
        Map.of(PostgresProvider.MODE, "container", HiveDbConfig.URL, SOME_URL);

    assertThatThrownBy(() -> Mode.of(Settings.of(both)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "hive.postgres.mode = [container] (configuration) and hive.database.url disagree: the"
                + " one wants a container, the other names a server. Remove one of the two.");
  }
}
