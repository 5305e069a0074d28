// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Node.js is taken, and what is said where there is none. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Node.js are shell scripts")
class NodeLookupTests {

  private static final String REMEDY =
      "Install Node.js 20 or newer, or name it with hive.pglite.node=/path/to/node.";

  @TempDir Path folder;

  private Path program(String answer) throws IOException {
    Path script = folder.resolve("node");
    Files.writeString(script, "#!/bin/sh\necho '" + answer + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private static NodeLookup lookup(Path node) {
    return NodeLookup.find(Settings.of(Map.of(PgliteSettings.NODE, node.toString())));
  }

  @Test
  void takesANewNode() throws IOException {
    Path node = program("v20.0.0");
    assertThat(lookup(node).readiness().isReady()).isTrue();
    assertThat(lookup(node).program()).isEqualTo(node);
  }

  @Test
  void refusesAnOldNode() throws IOException {
    Path node = program("v18.19.0");
    Readiness readiness =
        new PgliteProvider().readiness(Settings.of(Map.of(PgliteSettings.NODE, node.toString())));
    assertThat(readiness.missing())
        .isEqualTo("Node.js 18.19.0 found at " + node + ", 20 or newer needed");
    assertThat(readiness.remedy()).isEqualTo(REMEDY);
    assertThatThrownBy(() -> lookup(node).program())
        .isInstanceOf(BackendNotAvailableException.class)
        .hasMessage(
            "The backend [pglite] is not available: Node.js 18.19.0 found at "
                + node
                + ", 20 or newer needed. "
                + REMEDY);
  }

  @Test
  void refusesAnotherProgram() throws IOException {
    Path node = program("I am not Node");
    assertThat(lookup(node).readiness().missing())
        .isEqualTo("The program " + node + " is not Node.js: --version answered [I am not Node]");
  }

  @Test
  void saysWhenTheNamedProgramIsMissing() {
    Path node = folder.resolve("nowhere");
    assertThat(lookup(node).readiness().missing())
        .isEqualTo("Node.js not found at " + node + ", which hive.pglite.node names");
  }

  @Test
  void searchesThePathInOrder() throws IOException {
    Path node = program("v20.0.0");
    String path = folder.resolve("missing") + File.pathSeparator + folder;
    assertThat(NodeLookup.onPath(path)).contains(node);
    assertThat(NodeLookup.onPath("")).isEmpty();
  }

  @Test
  void saysWhenThereIsNoneOnThePath() {
    NodeLookup lookup = NodeLookup.find(Settings.of(Map.of()), folder.toString());
    assertThat(lookup.readiness().missing()).isEqualTo("Node.js 20 or newer not found on PATH");
    assertThat(lookup.readiness().remedy()).isEqualTo(REMEDY);
  }
}
