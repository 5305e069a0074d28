// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.LayeredSettings.Source;
import io.hivedb.spi.Setting;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Layered settings")
class LayeredSettingsTests {

  private static final String KEY = "hive.database.data-dir";

  @Test
  @DisplayName("take code, then each outside source in order, then the fall-back")
  void precedence() {
    Source property = source("system property", Map.of(KEY, "property"));
    Source environment =
        LayeredSettings.environment(Map.of("HIVE_DATABASE_DATA_DIR", "environment")::get);
    Source file = source("hive-db.properties", Map.of(KEY, "file"));
    Map<String, String> code = Map.of(KEY, "code");
    Map<String, String> fallback = Map.of(KEY, "fall-back");

    assertFound(
        LayeredSettings.of(code, List.of(property, environment, file), fallback),
        "code",
        "configuration");
    assertFound(
        LayeredSettings.of(Map.of(), List.of(property, environment, file), fallback),
        "property",
        "system property");
    assertFound(
        LayeredSettings.of(Map.of(), List.of(environment, file), fallback),
        "environment",
        "environment variable");
    assertFound(
        LayeredSettings.of(Map.of(), List.of(file), fallback), "file", "hive-db.properties");
    assertFound(LayeredSettings.of(Map.of(), List.of(), fallback), "fall-back", "annotation");
    assertThat(LayeredSettings.of(Map.of(), List.of(), Map.of()).find(KEY)).isEmpty();
  }

  @Test
  @DisplayName("read a blank value as not set, whatever lower sources say")
  void blank() {
    LayeredSettings settings =
        LayeredSettings.of(
            Map.of(KEY, " "), List.of(source("file", Map.of(KEY, "lower"))), Map.of());
    assertThat(settings.find(KEY)).isEmpty();
    assertFound(
        LayeredSettings.of(Map.of(KEY, ""), List.of(), Map.of(KEY, "fall-back")),
        "fall-back",
        "annotation");
  }

  @Test
  @DisplayName("read hive-db.properties from the class path")
  void file(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("hive-db.properties"), "hive.database.port = 5532\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      assertThat(LayeredSettings.file(loader)).containsEntry("hive.database.port", "5532");
    }
  }

  @Test
  @DisplayName("say which file cannot be read")
  void brokenFile(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("hive-db.properties"), "key = \\uZZZZ");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> LayeredSettings.file(loader))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "The file [hive-db.properties] on the class path cannot be read: Malformed \\uxxxx"
                  + " encoding..");
    }
  }

  private static Source source(String origin, Map<String, String> values) {
    return new Source(origin, values::get);
  }

  private static void assertFound(LayeredSettings settings, String value, String origin) {
    assertThat(settings.find(KEY)).map(Setting::value).contains(value);
    assertThat(settings.find(KEY)).map(Setting::origin).contains(origin);
  }
}
