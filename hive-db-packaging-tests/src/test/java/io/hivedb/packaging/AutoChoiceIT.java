// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("auto, in a JVM of its own,")
class AutoChoiceIT {

  @TempDir private Path emptyPath;

  @Test
  @DisplayName("takes pglite where there is Node.js")
  void pglite() throws Exception {
    assertThat(startWith(Map.of()))
        .contains("Hive DB uses the backend [pglite], chosen by auto as the first that is ready")
        .contains("answers: pglite, true");
  }

  @Test
  @DisplayName("goes to sqlite without Node.js and Docker, and says why")
  void sqlite() throws Exception {
    assertThat(startWith(Map.of("PATH", emptyPath.toString(), "DOCKER_HOST", "tcp://127.0.0.1:1")))
        .contains(
            "Hive DB uses the backend [sqlite], chosen by auto as the first that is ready (pglite:"
                + " Node.js 20 or newer not found on PATH; postgresql: ")
        .contains("answers: sqlite, true");
  }

  private static String startWith(Map<String, String> environment)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(java.toString(), StartOnce.class.getName()))
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HIVE_"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
