// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLocationTests {

  private static Optional<Path> of(@Nullable String url, @Nullable Path directory) {
    return DataLocation.of(TestServers.at(directory, url, Map.of()));
  }

  @Test
  void memoryIsTheDefault() {
    assertThat(of(null, null)).isEmpty();
    assertThat(of("pglite:memory", null)).isEmpty();
  }

  @Test
  void readsDirectories() {
    assertThat(of("pglite://./data/app.db", null))
        .contains(Path.of("data/app.db").toAbsolutePath());
    assertThat(of("pglite:///abs/dir", null)).contains(Path.of("/abs/dir").toAbsolutePath());
    assertThat(of(null, Path.of("/abs/dir"))).contains(Path.of("/abs/dir").toAbsolutePath());
    assertThat(of("pglite:///abs/dir", Path.of("/abs/x/../dir")))
        .contains(Path.of("/abs/dir").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pglite://host/dir         | it names neither memory nor a directory
          pglite:data               | it names neither memory nor a directory
          pglite://data             | it names neither memory nor a directory
          pglite:///                | it names no directory
          pglite://./               | it names no directory
          pglite:///data?user=me    | PGlite takes no parameters in it
          """)
  void refusesOthers(String url, String problem) {
    assertThatThrownBy(() -> of(url, null))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The database URL ["
                + url
                + "] is not understood: "
                + problem
                + ". Write it as pglite:memory, pglite://./relative/directory or"
                + " pglite:///absolute/directory.");
  }

  @Test
  void refusesTwoPlaces() {
    assertThatThrownBy(() -> of("pglite:memory", Path.of("/abs/dir")))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The database URL [pglite:memory] and hive.database.data-dir = ["
                + Path.of("/abs/dir").toAbsolutePath()
                + "] name different places. Set one of them.");
  }

  @Test
  void takesOnlyItsOwnScheme() {
    PgliteProvider provider = new PgliteProvider();
    assertThat(provider.accepts(DatabaseUrl.parse("pglite:memory"))).isTrue();
    assertThat(provider.accepts(DatabaseUrl.parse("postgresql://localhost/x"))).isFalse();
    assertThat(provider.accepts(DatabaseUrl.parse("jdbc:pglite:memory"))).isFalse();
  }
}
