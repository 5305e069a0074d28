// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.spi.Readiness;
import org.jspecify.annotations.Nullable;

/** Whether a container could be started: Testcontainers is there, and a Docker engine. */
final class ContainerReadiness {

  private static final String DEPENDENCY = "org.testcontainers:testcontainers";

  private ContainerReadiness() {}

  static Readiness check() {
    return check(ContainerReadiness.class.getClassLoader(), DockerProbe.ofThisMachine());
  }

  static Readiness check(@Nullable ClassLoader loader, DockerProbe docker) {
    String engine = docker.problem();
    if (!engine.isEmpty()) {
      return Readiness.missing(engine, waysOut());
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
    return "There are four ways out: name a server by "
        + HiveDbConfig.URL
        + "=postgresql://user:password@host:5432/db, install a PostgreSQL with pgvector on this"
        + " machine, start Docker, or choose another backend by "
        + HiveDbConfig.BACKEND
        + "=pglite or sqlite.";
  }

  /** Core asks for readiness first; whoever calls the provider directly gets the same sentences. */
  static void require() {
    Readiness readiness = check();
    if (!readiness.isReady()) {
      throw new DockerNotAvailableException(
          "No PostgreSQL container can be started: "
              + readiness.missing()
              + ". "
              + readiness.remedy(),
          null);
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
