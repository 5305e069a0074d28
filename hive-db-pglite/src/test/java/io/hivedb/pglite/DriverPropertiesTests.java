// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.hivedb.pglite.internal.SpinningSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverPropertiesTests {
  @ParameterizedTest
  @ValueSource(strings = {"42.7.4", "42.7.14", "42.8.0", "43.0.0-rc1"})
  void aDriverThatTakesFewIterationsIsToldToAskForThem(String version) {
    assertThat(DriverProperties.of(version)).containsEntry("options", "-c hive.scram_iterations=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42.7.3", "42.6.2", "42.7"})
  void anOlderOneIsNot(String version) {
    assertThat(DriverProperties.of(version)).doesNotContainKey("options");
  }

  @Test
  void theDriverThatIsThereIsAsked() {
    assertThat(DriverProperties.ALL)
        .containsKeys("sslmode", "gssEncMode", "assumeMinServerVersion", "options");
  }

  @Test
  void ourSocketsAreForConnectionsOfThisJvm() {
    assertThat(DriverProperties.LOCAL)
        .containsOnly(entry("socketFactory", SpinningSocketFactory.class.getName()));
    assertThat(DriverProperties.ALL).doesNotContainKey("socketFactory");
  }

  @Test
  void aDriverThatCannotLoadOurSocketsHasItsOwn() {
    ClassLoader elsewhere = ClassLoader.getPlatformClassLoader();

    assertThat(DriverProperties.local(elsewhere)).isEmpty();
  }
}
