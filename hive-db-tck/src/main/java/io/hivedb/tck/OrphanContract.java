// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      while (children.stream().anyMatch(OrphanContract::isRunning)
          && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(children).noneMatch(OrphanContract::isRunning);
    } finally {
      victim.descendants().forEach(ProcessHandle::destroyForcibly);
      victim.destroyForcibly();
    }
  }

  /**
   * An orphan that has ended keeps its number until the first process of the machine or container
   * takes note of it, which may be long; Linux tells such a zombie from a running process.
   */
  private static boolean isRunning(ProcessHandle process) {
    try {
      String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return state.charAt(state.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return process.isAlive();
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
