// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import org.jspecify.annotations.Nullable;

/** Whether a container could be started: Testcontainers is there, and a Docker engine. */
final class ContainerReadiness {

  private static final String DEPENDENCY = "org.testcontainers:testcontainers";

  private ContainerReadiness() {}

  static Readiness check(Settings settings) {
    return check(settings, ContainerReadiness.class.getClassLoader(), DockerProbe.ofThisMachine());
  }

  static Readiness check(Settings settings, @Nullable ClassLoader loader, DockerProbe docker) {
    String engine = docker.problem();
    if (!engine.isEmpty()) {
      return Readiness.missing(
          settings.find(PostgresProvider.MODE).isPresent()
              ? engine
              : HiveDbConfig.URL + " is not set, and " + engine,
          waysOut());
    }
    return hasTestcontainers(loader)
        ? Readiness.ready()
        : Readiness.missing(
            "Testcontainers is not on the class path",
            "Add the test dependency "
                + DEPENDENCY
                + ", version 2, or name a server by "
                + HiveDbConfig.URL
                + ".");
  }

  static String waysOut() {
    return "There are three ways out: name a server by "
        + HiveDbConfig.URL
        + "=postgresql://user:password@host:5432/db, start Docker, or choose another backend by "
        + HiveDbConfig.BACKEND
        + "=pglite or sqlite.";
  }

  /** Core asks for readiness first; whoever calls the provider directly gets the same sentences. */
  static void require(Settings settings) {
    Readiness readiness = check(settings);
    if (!readiness.isReady()) {
      throw new BackendNotAvailableException(
          "No PostgreSQL container can be started: "
              + readiness.missing()
              + ". "
              + readiness.remedy());
    }
  }

  private static boolean hasTestcontainers(@Nullable ClassLoader loader) {
    try {
      Class.forName("org.testcontainers.containers.GenericContainer", false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
