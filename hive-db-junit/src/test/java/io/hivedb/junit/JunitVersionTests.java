// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("The build runs these tests on several versions of JUnit; here")
class JunitVersionTests {

  private static final String WANTED = System.getProperty("hive.test.junit", "5");

  @ParameterizedTest
  @ValueSource(
      classes = {
        Test.class,
        ParameterizedTest.class,
        JupiterTestEngine.class,
        TestEngine.class,
        AnnotationSupport.class,
        Launcher.class,
        EngineTestKit.class
      })
  @DisplayName("each part of JUnit is of the version that is meant")
  void version(Class<?> part) {
    String present = Objects.requireNonNull(part.getPackage().getImplementationVersion());
    // JUnit 5's platform has a major version of its own: 1.14.4 with 5.14.4.
    assertThat(present.startsWith("1.") ? "5" + present.substring(1) : present).startsWith(WANTED);
  }

  @Test
  @DisplayName("the extension is the packed jar where it is the second version")
  void packed() {
    String place = HiveDatabase.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertThat(place.endsWith(".jar")).isEqualTo(WANTED.startsWith("6"));
  }
}
