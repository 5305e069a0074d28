// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A JVM that is killed takes its child processes with it. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface OrphanContract extends BackendFixture {

  /**
   * Kills a JVM that holds a server, and looks for what it left.
   *
   * @throws Exception if the database fails
   */
  @Test
  @DisplayName("a killed JVM leaves no process for longer than two seconds")
  default void leavesNoOrphan() throws Exception {
    Process victim = startVictim();
    try {
      awaitReady(victim);
      List<ProcessHandle> children = victim.descendants().toList();
      victim.destroyForcibly().waitFor();
      for (ProcessHandle child : children) {
        child.onExit().orTimeout(2, TimeUnit.SECONDS).join();
        assertThat(child.isAlive()).isFalse();
      }
    } finally {
      victim.descendants().forEach(ProcessHandle::destroyForcibly);
      victim.destroyForcibly();
    }
  }

  private Process startVictim() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(OrphanVictim.class.getName());
    command.add(provider().getClass().getName());
    for (Map.Entry<String, String> setting : settings().entrySet()) {
      command.add(setting.getKey() + "=" + setting.getValue());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not an argument: class paths outgrow the command line of some systems.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectErrorStream(true).start();
  }

  private static void awaitReady(Process victim) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    String line = output.readLine();
    while (line != null && !line.equals(OrphanVictim.READY)) {
      lines.add(line);
      line = output.readLine();
    }
    assertThat(line).as("the other JVM started a server; it said %s", lines).isNotNull();
  }
}
