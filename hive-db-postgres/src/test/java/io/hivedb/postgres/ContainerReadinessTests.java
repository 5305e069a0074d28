// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ContainerReadinessTests {

  private static final DockerProbe NO_DOCKER =
      new DockerProbe(Map.of(), new Properties(), List.of(Path.of("no-such-socket")));

  private static final String WAYS_OUT =
      "There are three ways out: name a server by"
          + " hive.database.url=postgresql://user:password@host:5432/db, start Docker, or choose"
          + " another backend by hive.database.backend=pglite or sqlite.";

  @Test
  void neitherUrlNorDockerNamesTheThreeWaysOut() {
    Readiness readiness = check(Map.of());

    assertThat(readiness.missing())
        .isEqualTo(
            "hive.database.url is not set, and no Docker engine runs here that this user may reach");
    assertThat(readiness.remedy()).isEqualTo(WAYS_OUT);
  }

  @Test
  void aContainerThatWasAskedForIsMissedAlone() {
    Readiness readiness = check(Map.of(PostgresProvider.MODE, "container"));

    assertThat(readiness.missing())
        .isEqualTo("no Docker engine runs here that this user may reach");
    assertThat(readiness.remedy()).isEqualTo(WAYS_OUT);
  }

  private static Readiness check(Map<String, String> settings) {
    return ContainerReadiness.check(
        Settings.of(settings), ContainerReadinessTests.class.getClassLoader(), NO_DOCKER);
  }
}
