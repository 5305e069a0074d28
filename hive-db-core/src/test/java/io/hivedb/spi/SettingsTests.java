// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
class SettingsTests {

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "60s, PT1M", "60 s, PT1M", "2m, PT2M", "1h, PT1H", "PT1.5S, PT1.5S"})
  @DisplayName("read time spans")
  void durations(String text, Duration expected) {
    assertThat(of(text).duration("k")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "-5s", "0s", "PT0S", "soon", "1d"})
  @DisplayName("refuse what is no time span")
  void wrongDurations(String text) {
    assertThatThrownBy(() -> of(text).duration("k"))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The setting k = ["
                + text
                + "] (configuration) is not a time span such as 500ms, 60s or 2m.");
  }

  @Test
  @DisplayName("read numbers within bounds")
  void numbers() {
    assertThat(of("5532").number("k", 0, 65_535)).contains(5532);
    assertThat(of("5532").number("other", 0, 65_535)).isEmpty();
    assertThatThrownBy(() -> of("70000").number("k", 0, 65_535))
        .hasMessage(
            "The setting k = [70000] (configuration) is not a whole number from 0 to 65535.");
    assertThatThrownBy(() -> of("many").number("k", 0, 65_535))
        .hasMessage(
            "The setting k = [many] (configuration) is not a whole number from 0 to 65535.");
  }

  @Test
  @DisplayName("read true and false, and nothing else")
  void flags() {
    assertThat(of("true").flag("k")).contains(true);
    assertThat(of("false").flag("k")).contains(false);
    assertThatThrownBy(() -> of("yes").flag("k"))
        .hasMessage("The setting k = [yes] (configuration) is not true or false.");
  }

  @Test
  @DisplayName("read paths")
  void paths() {
    assertThat(of("./data").path("k")).contains(Path.of("./data"));
    assertThatThrownBy(() -> of("a\u0000b").path("k"))
        .hasMessageContaining("is not a path of this file system.");
  }

  @Test
  @DisplayName("count a blank value as not set")
  void blank() {
    assertThat(of("  ").text("k")).isEmpty();
    assertThat(of("  text ").text("k")).contains("text");
  }

  private static Settings of(String value) {
    return Settings.of(Map.of("k", value));
  }
}
