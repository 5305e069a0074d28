// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.Readiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ContainerReadinessTests {

  private static final DockerProbe NO_DOCKER =
      new DockerProbe(Map.of(), new Properties(), List.of(Path.of("no-such-socket")));

  @Test
  void withoutDockerTheWaysOutAreNamed() {
    Readiness readiness =
        ContainerReadiness.check(ContainerReadinessTests.class.getClassLoader(), NO_DOCKER);

    assertThat(readiness.missing())
        .isEqualTo("no Docker engine runs here that this user may reach");
    assertThat(readiness.remedy())
        .isEqualTo(
            "There are four ways out: name a server by"
                + " hive.database.url=postgresql://user:password@host:5432/db, install a PostgreSQL"
                + " with pgvector on this machine, start Docker, or choose another backend by"
                + " hive.database.backend=pglite or sqlite.");
  }
}
