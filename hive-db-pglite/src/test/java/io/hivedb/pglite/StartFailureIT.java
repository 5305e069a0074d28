// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong at the start, and what the user reads. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Node.js are shell scripts")
class StartFailureIT {

  @TempDir Path folder;

  /** A stand-in for Node.js that tells its version, and otherwise does what it is told. */
  private Path node(String script) throws IOException {
    Path node = folder.resolve("node");
    Files.writeString(
        node, "#!/bin/sh\n[ \"$1\" = --version ] && echo v20.1.0 && exit 0\n" + script + "\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    return node;
  }

  @Test
  void aBridgeThatDiesHasItsLastWordsInTheException() throws IOException {
    Path node = node("echo 'first words' >&2; echo 'no such engine' >&2; exit 7");
    assertThatThrownBy(
            () ->
                PgliteServer.start(
                    TestServers.settings(Map.of(PgliteSettings.NODE, node.toString()))))
        .isInstanceOf(BackendStartException.class)
        .hasMessageMatching(
            "(?s)The PGlite bridge ended before it was ready\\.\n"
                + "  Command: \\[\\Q"
                + node
                + "\\E, .*[/\\\\]bridge[/\\\\]main\\.js\\]\n"
                + "  State: exit code 7 after \\d+\\.\\d+ s\n"
                + "  Last output:\n"
                + "    first words\n"
                + "    no such engine");
  }

  @Test
  void theBridgeReadsNoCertificates() throws IOException {
    Path node = node("echo \"certificates: '${NODE_EXTRA_CA_CERTS-not set}'\" >&2; exit 7");
    assertThatThrownBy(
            () ->
                PgliteServer.start(
                    TestServers.settings(Map.of(PgliteSettings.NODE, node.toString()))))
        .hasMessageEndingWith("\n    certificates: ''");
  }

  @Test
  void aBridgeThatIsNotReadyInTimeIsEnded() throws IOException {
    Path node = node("echo 'thinking' >&2; echo $$ > '" + folder + "/pid'; exec sleep 600");
    assertThatThrownBy(
            () ->
                PgliteServer.start(
                    TestServers.startTimeout(
                        Duration.ofSeconds(1), Map.of(PgliteSettings.NODE, node.toString()))))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith(
            "The PGlite bridge was not ready within 1.0 s and was ended.\n  Command: [" + node)
        .hasMessageContaining("\n  State: exit code ")
        .hasMessageEndingWith("\n  Last output:\n    thinking");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aWrongSettingIsRefusedBeforeThereIsAProcess() throws IOException {
    Path node = node("touch '" + folder + "/started'; exec cat");
    Map<String, String> wrong =
        Map.of(PgliteSettings.NODE, node.toString(), "hive.pglite.wait-timeout", "soon");
    assertThatThrownBy(() -> PgliteServer.start(TestServers.settings(wrong)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageContaining("[soon]");
    assertThat(folder.resolve("started")).doesNotExist();
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PgliteServer.start(TestServers.port(taken.getLocalPort())))
          .isInstanceOf(BackendStartException.class)
          .hasMessage(
              "The port ["
                  + taken.getLocalPort()
                  + "] on 127.0.0.1 is in use. End what listens there, choose another with"
                  + " hive.database.port, or leave that out for a free one.");
    }
  }

  @Test
  void aFixedPortIsTaken() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (PgliteServer server = PgliteServer.start(TestServers.port(port))) {
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void aFailedStartReleasesTheDirectory() throws IOException {
    Path data = folder.resolve("data");
    Map<String, String> broken = Map.of(PgliteSettings.NODE, node("exit 1").toString());
    assertThatThrownBy(() -> PgliteServer.start(TestServers.at(data, null, broken)))
        .isInstanceOf(BackendStartException.class);
    TestServers.directory(data).close();
  }

  @Test
  void damagedFilesAreUnpackedAgain() throws IOException {
    Map<String, String> cache = Map.of(PgliteSettings.CACHE, folder.resolve("cache").toString());
    PgliteServer.start(TestServers.settings(cache)).close();
    Path main = new BridgeFiles(folder.resolve("cache")).unpacked().resolve("bridge/main.js");
    byte[] bytes = Files.readAllBytes(main);
    bytes[bytes.length / 2] = '}';
    Files.write(main, bytes);
    try (PgliteServer server = PgliteServer.start(TestServers.settings(cache))) {
      assertThat(server.health().isUp()).isTrue();
    }
  }
}
