// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a container shall be. Names no class of Testcontainers, which may not be there.
 *
 * @param image its image
 * @param port 0 for a free one
 * @param timeout how long the start may take
 * @param memory the most that data in memory may take; empty for Docker's own bound
 * @param directory of the user's own for the data
 * @param volume of Docker for the data; empty for none
 * @param reused whether the container outlives this JVM and serves the next
 */
record ContainerPlan(
    String image,
    int port,
    Duration timeout,
    String memory,
    Optional<Path> directory,
    String volume,
    boolean reused) {

  static ContainerPlan of(ServerSettings server) {
    Settings settings = server.settings();
    ContainerPlan plan =
        new ContainerPlan(
            settings.text(PostgresProvider.IMAGE).orElse(PostgresProvider.DEFAULT_IMAGE),
            server.port(),
            server.startTimeout(),
            checked(settings, PostgresProvider.DATA_MEMORY, "a size such as 512m or 2g", SIZE),
            server.dataDirectory(),
            checked(settings, PostgresProvider.VOLUME, "a name that Docker takes", NAME),
            checked(settings, PostgresProvider.REUSE, "true or false", TRUTH).equals("true"));
    plan.check();
    return plan;
  }

  private static final String SIZE = "[1-9][0-9]{0,8}[kmg]";
  private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]+";
  private static final String TRUTH = "true|false";

  private static String checked(Settings settings, String key, String form, String pattern) {
    return settings
        .find(key)
        .map(setting -> setting.read(form, text -> matching(text, pattern)))
        .orElse("");
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private void check() {
    if (directory.isPresent() && !volume.isEmpty()) {
      throw disagree(HiveDbConfig.DATA_DIRECTORY, PostgresProvider.VOLUME);
    }
    if (reused && keepsData()) {
      throw disagree(
          PostgresProvider.REUSE,
          volume.isEmpty() ? HiveDbConfig.DATA_DIRECTORY : PostgresProvider.VOLUME);
    }
    if (keepsData() && !memory.isEmpty()) {
      throw disagree(
          PostgresProvider.DATA_MEMORY,
          volume.isEmpty() ? HiveDbConfig.DATA_DIRECTORY : PostgresProvider.VOLUME);
    }
  }

  private static HiveDbConfigurationException disagree(String one, String other) {
    return new HiveDbConfigurationException(
        one + " and " + other + " cannot be set together for a container. Remove one of the two.");
  }

  /** Whether the data stay when the container goes. */
  boolean keepsData() {
    return directory.isPresent() || !volume.isEmpty();
  }
}
