// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What somebody reads who builds this project without the right Node.js. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Node.js are shell scripts")
class BuildBridgeIT {

  @TempDir Path path;

  private String build() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(java, "src/build/java/BuildBridge.java", "pack");
    builder.environment().put("PATH", path.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isEqualTo(1);
    return output;
  }

  @Test
  void saysThatNodeIsMissing() throws Exception {
    assertThat(build())
        .isEqualTo(
            "[ERROR] Node.js 20 or newer is needed to build hive-db-pglite, and no node was found"
                + " on the PATH.");
  }

  @Test
  void saysThatNodeIsTooOld() throws Exception {
    fakeNode("v18.19.0");
    assertThat(build())
        .isEqualTo(
            "[ERROR] Node.js 20 or newer is needed to build hive-db-pglite, but the node on the"
                + " PATH is [v18.19.0].");
  }

  private void fakeNode(String version) throws IOException {
    Path node = path.resolve("node");
    Files.writeString(node, "#!/bin/sh\necho " + version + "\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
  }
}
