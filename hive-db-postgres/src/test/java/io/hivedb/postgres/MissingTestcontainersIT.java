// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.Settings;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Hive DB without its optional dependency: everything loads, and container mode says what lacks.
 */
class MissingTestcontainersIT {

  @Test
  void isNamedWithTheDependencyToAdd() throws Exception {
    TestServers.requireDocker();
    try (URLClassLoader loader = new URLClassLoader(classPath(), parent())) {
      Class<?> probe = loader.loadClass(Probe.class.getName());
      var constructor = probe.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object said = ((Callable<?>) constructor.newInstance()).call();

      assertThat(said)
          .isEqualTo(
              "Testcontainers is not on the class path. Add the test dependency"
                  + " org.testcontainers:testcontainers, version 2, or name a server by"
                  + " hive.database.url.");
    }
  }

  private static ClassLoader parent() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("testcontainers") && !entry.contains("docker-java"))
        .map(MissingTestcontainersIT::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  /** Runs where no class of Testcontainers can be found. */
  static final class Probe implements Callable<String> {

    Probe() {}

    @Override
    public String call() {
      var readiness =
          new PostgresProvider().readiness(Settings.of(Map.of(PostgresProvider.MODE, "container")));
      return readiness.missing() + ". " + readiness.remedy();
    }
  }
}
