// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChildProcessTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private static Launch launch(String role, Consumer<String> onOutput) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Launch(
        "test child",
        List.of(java.toString(), "-Xshare:auto", TestChild.class.getName(), role),
        Map.of("CLASSPATH", System.getProperty("java.class.path")),
        onOutput,
        () -> {});
  }

  @Test
  void readsTheReadyLineAndTalks() throws Exception {
    CompletableFuture<String> echo = new CompletableFuture<>();
    Consumer<String> lines = line -> (ready.complete(line) ? ready : echo).complete(line);
    try (ChildProcess child = ChildProcess.start(launch("echo", lines))) {
      assertThat(child.awaitReady(ready, PATIENCE)).isEqualTo("ready");
      child.writeLine("häus ☃");
      assertThat(echo.get(30, TimeUnit.SECONDS)).isEqualTo("häus ☃");
      assertThat(child.report("lives")).contains("\n  State: running after ");
    }
  }

  @Test
  void endsTheChildByClosingItsInput() {
    ChildProcess child = ChildProcess.start(launch("echo", ready::complete));
    child.awaitReady(ready, PATIENCE);
    child.close();
    child.close();
    assertThat(child.handle().isAlive()).isFalse();
    assertThat(child.output().lines()).contains("end of input");
  }

  @Test
  void killsTheChildrenOfTheChild() throws Exception {
    ChildProcess child = ChildProcess.start(launch("parent", ready::complete));
    long grandchild = Long.parseLong(child.awaitReady(ready, PATIENCE));
    ProcessHandle handle = ProcessHandle.of(grandchild).orElseThrow();
    child.close();
    handle.onExit().get(30, TimeUnit.SECONDS);
    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void reportsAChildThatDiesAtStart() {
    ChildProcess child = ChildProcess.start(launch("die", ready::complete));
    assertThatThrownBy(() -> child.awaitReady(ready, PATIENCE))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("The test child ended before it was ready.\n  Command: [")
        .hasMessageContaining("\n  State: exit code 3 after ")
        .hasMessageEndingWith("\n  Last output:\n    first words\n    last words");
  }

  @Test
  void endsAChildThatIsNotReadyInTime() {
    ChildProcess child = ChildProcess.start(launch("echo", line -> {}));
    assertThatThrownBy(() -> child.awaitReady(ready, Duration.ofMillis(50)))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("The test child was not ready within 0.05 s and was ended.\n");
    assertThat(child.handle().isAlive()).isFalse();
  }

  @Test
  void reportsAnAnswerThatIsAFailure() {
    ChildProcess child =
        ChildProcess.start(
            launch("echo", line -> ready.completeExceptionally(new IllegalStateException(line))));
    assertThatThrownBy(() -> child.awaitReady(ready, PATIENCE))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("The test child did not start: ready.\n");
  }

  @Test
  void saysWhenTheProgramIsMissing() {
    Launch launch =
        new Launch("test child", List.of("/no/such/program"), Map.of(), line -> {}, () -> {});
    assertThatThrownBy(() -> ChildProcess.start(launch))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith(
            "The test child could not be started. Command: [/no/such/program]. The operating system"
                + " said: ");
  }

  @Test
  void doesNotKeepTheJvmAlive() throws Exception {
    Launch launch = launch("forgetful", ready::complete);
    try (ChildProcess forgetful = ChildProcess.start(launch)) {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(forgetful.awaitReady(ready, PATIENCE))).orElseThrow();
      forgetful.handle().onExit().get(30, TimeUnit.SECONDS);
      child.onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
