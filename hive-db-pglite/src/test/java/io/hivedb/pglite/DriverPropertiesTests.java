// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.pglite.internal.SpinningSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverPropertiesTests {

  private static final ClassLoader OURS = DriverPropertiesTests.class.getClassLoader();

  @ParameterizedTest
  @ValueSource(strings = {"42.7.4", "42.7.14", "42.8.0", "43.0.0-rc1"})
  void aDriverThatTakesFewIterationsIsToldToAskForThem(String version) {
    assertThat(DriverProperties.of(version, OURS))
        .containsEntry("options", "-c hive.scram_iterations=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42.7.3", "42.6.2", "42.7"})
  void anOlderOneIsNot(String version) {
    assertThat(DriverProperties.of(version, OURS)).doesNotContainKey("options");
  }

  @Test
  void theDriverThatIsThereIsAsked() {
    assertThat(DriverProperties.ALL)
        .containsKeys("sslmode", "gssEncMode", "assumeMinServerVersion", "options")
        .containsEntry("socketFactory", SpinningSocketFactory.class.getName());
  }

  @Test
  void aDriverThatCannotLoadOurSocketsHasItsOwn() {
    ClassLoader elsewhere = ClassLoader.getPlatformClassLoader();

    assertThat(DriverProperties.of("42.7.4", elsewhere)).doesNotContainKey("socketFactory");
  }
}
