// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A configuration")
class HiveDbConfigTests {

  @Test
  @DisplayName("holds every setting by its key")
  void keys() {
    HiveDbConfig config =
        HiveDbConfig.builder()
            .backend("pglite")
            .dataDirectory(Path.of("data"))
            .port(5532)
            .startTimeout(Duration.ofSeconds(5))
            .poolSize(3)
            .set("hive.pglite.node", "/opt/node")
            .build();
    assertThat(config.values())
        .containsEntry(HiveDbConfig.BACKEND, "pglite")
        .containsEntry(HiveDbConfig.DATA_DIRECTORY, "data")
        .containsEntry(HiveDbConfig.PORT, "5532")
        .containsEntry(HiveDbConfig.START_TIMEOUT, "PT5S")
        .containsEntry(HiveDbConfig.POOL_SIZE, "3")
        .containsEntry("hive.pglite.node", "/opt/node");
  }

  @Test
  @DisplayName("does not change when its builder goes on")
  void immutable() {
    HiveDbConfig.Builder builder = HiveDbConfig.builder();
    HiveDbConfig first = builder.build();
    builder.backend("sqlite").requires(Capability.ARRAYS).scripts("a.sql");
    assertThat(first.values()).isEmpty();
    assertThat(first.required()).isEmpty();
    assertThat(first.scripts()).isEmpty();
  }

  @Test
  @DisplayName("refuses values out of range at once")
  void ranges() {
    HiveDbConfig.Builder builder = HiveDbConfig.builder();
    assertThatThrownBy(() -> builder.port(70_000))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage("The port [70000] is not between 0 (a free one) and 65535.");
    assertThatThrownBy(() -> builder.poolSize(0))
        .hasMessage("The pool size [0] is not between 1 and 1000.");
    assertThatThrownBy(() -> builder.startTimeout(Duration.ZERO))
        .hasMessage("The start timeout [PT0S] is not more than nothing.");
  }

  @Test
  @DisplayName("does not show a password in its text")
  void redacted() {
    HiveDbConfig config = HiveDbConfig.builder().url("postgresql://u:secret@host/db").build();
    assertThat(config).asString().doesNotContain("secret").contains("hive.database.url");
  }
}
