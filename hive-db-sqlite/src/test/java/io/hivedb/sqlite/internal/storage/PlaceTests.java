// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTests {

  private static ServerSettings settings(@Nullable String url, @Nullable Path directory) {
    return new ServerSettings(
        Settings.of(Map.of()),
        url == null ? null : DatabaseUrl.parse(url),
        directory,
        0,
        Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite:///./data/app.db, data/app.db",
    "sqlite:///data/app.db, data/app.db",
    "sqlite+pysqlite:///app.db, app.db",
    "jdbc:sqlite:data/app.db, data/app.db",
    "jdbc:sqlite:./app.db, app.db",
  })
  void relativePathsStartInTheWorkingDirectory(String url, String expected) {
    assertThat(Place.of(settings(url, null))).contains(Path.of(expected).toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite:////abs/app.db", "jdbc:sqlite:/abs/app.db"})
  void absolutePaths(String url) {
    assertThat(Place.of(settings(url, null))).contains(Path.of("/abs/app.db").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite::memory:", "jdbc:sqlite::memory:", "sqlite:///:memory:"})
  void memoryMeansThrowAway(String url) {
    assertThat(Place.of(settings(url, null))).isEmpty();
  }

  @Test
  void nothingMeansThrowAway() {
    assertThat(Place.of(settings(null, null))).isEmpty();
  }

  @Test
  void aDataDirectoryHoldsOneFile() {
    assertThat(Place.of(settings(null, Path.of("/data"))))
        .contains(Path.of("/data/hivedb.sqlite").toAbsolutePath());
  }

  @Test
  void urlAndDataDirectoryDisagree() {
    assertThatExceptionOfType(HiveDbConfigurationException.class)
        .isThrownBy(() -> Place.of(settings("sqlite:////abs/app.db", Path.of("/data"))))
        .withMessage(
            "The database URL [sqlite:////abs/app.db] and the data directory [/data] both say where"
                + " the data are. Set one of hive.database.url and hive.database.data-dir.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite:app.db | three slashes must stand before the path",
        "sqlite://host/app.db | SQLite has no host, so a third slash must follow",
        "sqlite:/// | it names no file",
        "jdbc:sqlite:file:app.db | file: URIs are not taken",
        "sqlite:///app.db?mode=ro | parameters are not taken",
        "sqlite:///data/ | it names a directory, not a file",
      })
  void malformedUrlsSayWhatIsWrong(String url, String problem) {
    assertThatExceptionOfType(HiveDbConfigurationException.class)
        .isThrownBy(() -> Place.of(settings(url, null)))
        .withMessage(
            "The database URL ["
                + url
                + "] is not understood: "
                + problem
                + ". Write it as sqlite:///./data/app.db (relative), sqlite:////abs/app.db"
                + " (absolute), sqlite::memory:, jdbc:sqlite:data/app.db or"
                + " jdbc:sqlite::memory:.");
  }
}
